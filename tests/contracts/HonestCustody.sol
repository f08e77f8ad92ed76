// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.8.37;

import {Ownable} from "openzeppelin-5/access/Ownable.sol";
import {IERC20} from "openzeppelin-5/token/ERC20/IERC20.sol";
import {SafeERC20} from "openzeppelin-5/token/ERC20/utils/SafeERC20.sol";
import {MerkleProof} from "openzeppelin-5/utils/cryptography/MerkleProof.sol";
import {BitMaps} from "openzeppelin-5/utils/structs/BitMaps.sol";
import {ReentrancyGuard} from "openzeppelin-5/utils/ReentrancyGuard.sol";

/// A distributor that is over some day; what is left then goes to its owner.
contract ExpiringMerkleDrop is Ownable {
    using SafeERC20 for IERC20;
    using BitMaps for BitMaps.BitMap;

    IERC20 public immutable token;
    bytes32 public immutable root;
    uint256 public immutable end;
    BitMaps.BitMap private _claimed;

    constructor(address holder, IERC20 paid, bytes32 proven, uint256 until) Ownable(holder) {
        token = paid;
        root = proven;
        end = until;
    }

    function claim(uint256 index, address account, uint256 amount, bytes32[] calldata proof) external {
        require(block.timestamp < end && !_claimed.get(index), "no claim");
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(index, account, amount))));
        require(MerkleProof.verifyCalldata(proof, root, leaf), "wrong proof");
        _claimed.set(index);
        token.safeTransfer(account, amount);
    }

    function sweep() external onlyOwner {
        require(block.timestamp >= end, "too early");
        token.safeTransfer(owner(), token.balanceOf(address(this)));
    }
}

/// Rewards along a schedule for what is staked, as Synthetix made it known: rescues spare the stake.
contract RewardStaking is Ownable, ReentrancyGuard {
    using SafeERC20 for IERC20;

    IERC20 public immutable stakingToken;
    IERC20 public immutable rewardsToken;
    uint256 public periodFinish;
    uint256 public rewardRate;
    uint256 public rewardsDuration = 7 days;
    uint256 public lastUpdateTime;
    uint256 public rewardPerTokenStored;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => uint256) public userRewardPerTokenPaid;
    mapping(address => uint256) public rewards;

    constructor(IERC20 staked, IERC20 paid) Ownable(msg.sender) {
        stakingToken = staked;
        rewardsToken = paid;
    }

    modifier updateReward(address account) {
        rewardPerTokenStored = rewardPerToken();
        lastUpdateTime = lastTimeRewardApplicable();
        if (account != address(0)) {
            rewards[account] = earned(account);
            userRewardPerTokenPaid[account] = rewardPerTokenStored;
        }
        _;
    }

    function lastTimeRewardApplicable() public view returns (uint256) {
        return block.timestamp < periodFinish ? block.timestamp : periodFinish;
    }

    function rewardPerToken() public view returns (uint256) {
        if (totalSupply == 0) return rewardPerTokenStored;
        return rewardPerTokenStored + ((lastTimeRewardApplicable() - lastUpdateTime) * rewardRate * 1e18) / totalSupply;
    }

    function earned(address account) public view returns (uint256) {
        return (balanceOf[account] * (rewardPerToken() - userRewardPerTokenPaid[account])) / 1e18 + rewards[account];
    }

    function stake(uint256 amount) external nonReentrant updateReward(msg.sender) {
        totalSupply += amount;
        balanceOf[msg.sender] += amount;
        stakingToken.safeTransferFrom(msg.sender, address(this), amount);
    }

    function withdraw(uint256 amount) public nonReentrant updateReward(msg.sender) {
        totalSupply -= amount;
        balanceOf[msg.sender] -= amount;
        stakingToken.safeTransfer(msg.sender, amount);
    }

    function getReward() public nonReentrant updateReward(msg.sender) {
        uint256 reward = rewards[msg.sender];
        rewards[msg.sender] = 0;
        rewardsToken.safeTransfer(msg.sender, reward);
    }

    function exit() external {
        withdraw(balanceOf[msg.sender]);
        getReward();
    }

    function notifyRewardAmount(uint256 reward) external onlyOwner updateReward(address(0)) {
        rewardRate = reward / rewardsDuration;
        require(rewardRate <= rewardsToken.balanceOf(address(this)) / rewardsDuration, "more than there is");
        lastUpdateTime = block.timestamp;
        periodFinish = block.timestamp + rewardsDuration;
    }

    function recoverERC20(IERC20 token, uint256 amount) external onlyOwner {
        require(token != stakingToken && token != rewardsToken, "staked, or owed");
        token.safeTransfer(owner(), amount);
    }
}

/// Keeps liquidity tokens until a day that their owner named; a bounded fee goes to the maker.
contract LiquidityLocker is Ownable, ReentrancyGuard {
    using SafeERC20 for IERC20;

    struct TokenLock {
        uint256 lockDate;
        uint256 amount;
        uint256 unlockDate;
        address owner;
    }

    uint256 public constant MOST_FEE = 100;
    uint256 public fee = 100;
    address public dev = msg.sender;
    mapping(address => TokenLock[]) public tokenLocks;

    constructor() Ownable(msg.sender) {}

    function setFee(uint256 value) external onlyOwner {
        require(value <= MOST_FEE, "too much");
        fee = value;
    }

    function lockLPToken(IERC20 token, uint256 amount, uint256 until, address holder) external nonReentrant {
        require(until < 1e10 && amount > 0, "not a time in seconds, or nothing");
        token.safeTransferFrom(msg.sender, address(this), amount);
        uint256 kept = (amount * fee) / 10_000;
        token.safeTransfer(dev, kept);
        tokenLocks[address(token)].push(TokenLock(block.timestamp, amount - kept, until, holder));
    }

    function relock(IERC20 token, uint256 index, uint256 until) external nonReentrant {
        TokenLock storage lock = tokenLocks[address(token)][index];
        require(lock.owner == msg.sender && lock.unlockDate < until, "not yours, or sooner");
        lock.unlockDate = until;
    }

    function withdraw(IERC20 token, uint256 index, uint256 amount) external nonReentrant {
        TokenLock storage lock = tokenLocks[address(token)][index];
        require(lock.owner == msg.sender && lock.unlockDate < block.timestamp, "not yours, or too early");
        lock.amount -= amount;
        token.safeTransfer(msg.sender, amount);
    }
}

interface Comptroller {
    function mintAllowed(address market, address minter, uint256 amount) external returns (uint256);
    function redeemAllowed(address market, address redeemer, uint256 shares) external returns (uint256);
    function borrowAllowed(address market, address borrower, uint256 amount) external returns (uint256);
}

interface RateModel {
    function borrowRate(uint256 cash, uint256 borrows, uint256 reserves) external view returns (uint256);
}

/// A market in the manner of Compound: shares at a growing rate, loans that a comptroller allows, reserves of its own.
contract CompoundMarket is ReentrancyGuard {
    using SafeERC20 for IERC20;

    address public admin = msg.sender;
    address public pendingAdmin;
    IERC20 public immutable underlying;
    Comptroller public comptroller;
    RateModel public interestRateModel;
    uint256 public reserveFactorMantissa;
    uint256 public accrualBlockNumber = block.number;
    uint256 public borrowIndex = 1e18;
    uint256 public totalBorrows;
    uint256 public totalReserves;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;

    struct Snapshot {
        uint256 principal;
        uint256 interestIndex;
    }

    mapping(address => Snapshot) public accountBorrows;

    event Transfer(address indexed from, address indexed to, uint256 amount);

    modifier onlyAdmin() {
        require(msg.sender == admin, "not the admin");
        _;
    }

    constructor(IERC20 asset, Comptroller first, RateModel model) {
        underlying = asset;
        comptroller = first;
        interestRateModel = model;
    }

    function cash() public view returns (uint256) {
        return underlying.balanceOf(address(this));
    }

    function exchangeRate() public view returns (uint256) {
        return totalSupply == 0 ? 2e26 : ((cash() + totalBorrows - totalReserves) * 1e18) / totalSupply;
    }

    function accrueInterest() public {
        uint256 rate = interestRateModel.borrowRate(cash(), totalBorrows, totalReserves);
        require(rate <= 5e12, "absurd rate");
        uint256 factor = rate * (block.number - accrualBlockNumber);
        uint256 interest = (factor * totalBorrows) / 1e18;
        totalBorrows += interest;
        totalReserves += (interest * reserveFactorMantissa) / 1e18;
        borrowIndex += (factor * borrowIndex) / 1e18;
        accrualBlockNumber = block.number;
    }

    function mint(uint256 amount) external nonReentrant {
        accrueInterest();
        require(comptroller.mintAllowed(address(this), msg.sender, amount) == 0, "not allowed");
        uint256 shares = (amount * 1e18) / exchangeRate();
        underlying.safeTransferFrom(msg.sender, address(this), amount);
        totalSupply += shares;
        balanceOf[msg.sender] += shares;
        emit Transfer(address(this), msg.sender, shares);
    }

    function redeem(uint256 shares) external nonReentrant {
        accrueInterest();
        require(comptroller.redeemAllowed(address(this), msg.sender, shares) == 0, "not allowed");
        uint256 amount = (shares * exchangeRate()) / 1e18;
        totalSupply -= shares;
        balanceOf[msg.sender] -= shares;
        underlying.safeTransfer(msg.sender, amount);
        emit Transfer(msg.sender, address(this), shares);
    }

    function borrow(uint256 amount) external nonReentrant {
        accrueInterest();
        require(comptroller.borrowAllowed(address(this), msg.sender, amount) == 0, "not allowed");
        Snapshot storage owed = accountBorrows[msg.sender];
        uint256 before = owed.principal == 0 ? 0 : (owed.principal * borrowIndex) / owed.interestIndex;
        owed.principal = before + amount;
        owed.interestIndex = borrowIndex;
        totalBorrows += amount;
        underlying.safeTransfer(msg.sender, amount);
    }

    function repayBorrow(uint256 amount) external nonReentrant {
        accrueInterest();
        Snapshot storage owed = accountBorrows[msg.sender];
        uint256 before = (owed.principal * borrowIndex) / owed.interestIndex;
        underlying.safeTransferFrom(msg.sender, address(this), amount);
        owed.principal = before - amount;
        owed.interestIndex = borrowIndex;
        totalBorrows -= amount;
    }

    function setComptroller(Comptroller next) external onlyAdmin {
        comptroller = next;
    }

    function setReserveFactor(uint256 value) external onlyAdmin {
        require(value <= 1e18, "more than all");
        accrueInterest();
        reserveFactorMantissa = value;
    }

    function setInterestRateModel(RateModel next) external onlyAdmin {
        accrueInterest();
        interestRateModel = next;
    }

    function reduceReserves(uint256 amount) external onlyAdmin {
        accrueInterest();
        require(amount <= totalReserves, "more than the reserves");
        totalReserves -= amount;
        underlying.safeTransfer(admin, amount);
    }

    function setPendingAdmin(address next) external onlyAdmin {
        pendingAdmin = next;
    }

    function acceptAdmin() external {
        require(msg.sender == pendingAdmin, "not the next one");
        admin = pendingAdmin;
        pendingAdmin = address(0);
    }
}

/// Allows everything, and borrows cost nothing: what the market asks, and no more.
contract EasyTerms is Comptroller, RateModel {
    function mintAllowed(address, address, uint256) external pure override returns (uint256) {
        return 0;
    }

    function redeemAllowed(address, address, uint256) external pure override returns (uint256) {
        return 0;
    }

    function borrowAllowed(address, address, uint256) external pure override returns (uint256) {
        return 0;
    }

    /// Listed, and three quarters of a share's worth can be borrowed.
    function markets(address) external pure returns (bool, uint256, bool) {
        return (true, 75e16, false);
    }

    function borrowRate(uint256, uint256, uint256) external pure override returns (uint256) {
        return 1e9;
    }
}
