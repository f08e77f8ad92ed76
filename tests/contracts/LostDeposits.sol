// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.8.37;

import "./Custody.sol";
import "./Pair.sol";

/// SyncDex's staking of native coin, of which only addresses are left: withdrawals were locked, and what
/// was staked was taken.
contract LockingStake is CoinDeposits {
    bool public locked;

    function setLocked(bool value) external onlyOwner {
        locked = value;
    }

    function withdraw(uint256 amount) public override {
        require(!locked, "locked");
        super.withdraw(amount);
    }

    function collect(address payable to) external onlyOwner {
        (bool done, ) = to.call{value: address(this).balance}("");
        require(done, "not sent");
    }
}

/// The same for a token, in the manner of a farm.
contract LockingFarm is Deposits {
    bool public locked;

    constructor(address token) {
        asset = Token(token);
    }

    function setLocked(bool value) external onlyOwner {
        locked = value;
    }

    function withdraw(uint256 amount) public override {
        require(!locked, "locked");
        super.withdraw(amount);
    }

    function collect(address to) external onlyOwner {
        _send(asset, to, asset.balanceOf(address(this)));
    }
}

/// GemSwap's sale: who paid too much gets it back until the end, and the owner gets the rest.
contract Sale is CoinDeposits {
    uint256 public immutable end = block.timestamp + 1 days;

    function withdraw(uint256 amount) public override {
        require(block.timestamp < end, "over");
        super.withdraw(amount);
    }

    function proceeds() external onlyOwner {
        require(block.timestamp >= end, "not over");
        payable(owner).transfer(address(this).balance);
    }
}

/// Chibi's vaults: a governor's emergency exit, and an owner who names the governor.
contract PanicVault is Deposits {
    address public gov = msg.sender;

    constructor(address token) {
        asset = Token(token);
    }

    function setGov(address next) external {
        require(msg.sender == gov || msg.sender == owner, "not the governor");
        gov = next;
    }

    function panic() external {
        require(msg.sender == gov, "not the governor");
        _send(asset, msg.sender, asset.balanceOf(address(this)));
    }
}

/// What was named as Chibi's governor.
contract PanicGovernor is Owned {
    function drain(PanicVault vault, Token token) external onlyOwner {
        vault.panic();
        require(token.transfer(owner, token.balanceOf(address(this))), "not sent");
    }
}

interface Prices {
    function price() external view returns (uint256);
}

/// A price that its owner writes.
contract WrittenPrice is Owned {
    uint256 public price = 1e18;

    function set(uint256 value) external onlyOwner {
        price = value;
    }
}

/// Magnate's market in a nutshell: deposits in one token, and loans in another up to what the deposit is worth.
contract LendingMarket is Deposits {
    Token public lent;
    Prices public prices;
    mapping(address => uint256) public supplied;
    mapping(address => uint256) public owed;

    constructor(address token, address other, address source) {
        asset = Token(token);
        lent = Token(other);
        prices = Prices(source);
    }

    function setPrices(Prices next) external onlyOwner {
        prices = next;
    }

    function supply(uint256 amount) external {
        require(lent.transferFrom(msg.sender, address(this), amount), "not paid");
        supplied[msg.sender] += amount;
    }

    function redeem(uint256 amount) external {
        require(supplied[msg.sender] >= amount, "more than supplied");
        supplied[msg.sender] -= amount;
        require(lent.transfer(msg.sender, amount), "not sent");
    }

    function borrow(uint256 amount) external {
        owed[msg.sender] += amount;
        require(owed[msg.sender] <= (deposited[msg.sender] * prices.price()) / 1e18, "not worth that much");
        require(lent.transfer(msg.sender, amount), "not sent");
    }

    function repay(uint256 amount) external {
        require(lent.transferFrom(msg.sender, address(this), amount), "not paid");
        owed[msg.sender] -= amount;
    }

    function withdraw(uint256 amount) public override {
        _owe(msg.sender, amount);
        require(owed[msg.sender] <= (deposited[msg.sender] * prices.price()) / 1e18, "owed");
        require(asset.transfer(msg.sender, amount), "not sent");
    }
}

/// The same with a price that nobody names.
contract FixedPriceMarket is LendingMarket {
    constructor(address token, address other, address source) LendingMarket(token, other, source) {
        owner = address(0);
    }
}

/// Hope's pool: deposits go through a helper whose address is replaced.
contract HelpedPool is Deposits {
    Helper public helper;

    constructor(address token, address first) {
        asset = Token(token);
        helper = Helper(first);
    }

    function setHelper(Helper next) external onlyOwner {
        helper = next;
    }

    function deposit(uint256 amount) public override {
        super.deposit(amount);
        asset.approve(address(helper), amount);
        helper.store(asset, amount);
    }

    function withdraw(uint256 amount) public override {
        helper.give(asset, amount);
        super.withdraw(amount);
    }
}

interface Helper {
    function store(Token token, uint256 amount) external;
    function give(Token token, uint256 amount) external;
}

/// Keeps what each pool brings, and gives it back to that pool.
contract HonestHelper is Helper {
    mapping(address => uint256) public kept;

    function store(Token token, uint256 amount) external override {
        require(token.transferFrom(msg.sender, address(this), amount), "not paid");
        kept[msg.sender] += amount;
    }

    function give(Token token, uint256 amount) external override {
        kept[msg.sender] -= amount;
        require(token.transfer(msg.sender, amount), "not sent");
    }
}

/// Keeps it for its maker.
contract GreedyHelper is Helper, Owned {
    function store(Token token, uint256 amount) external override {
        require(token.transferFrom(msg.sender, owner, amount), "not paid");
    }

    function give(Token, uint256) external override {}
}

/// StableMagnet's pool: the library that it runs was never the published one.
contract LibraryPool is Deposits {
    address private immutable LIBRARY;

    constructor(address token, address code) {
        asset = Token(token);
        LIBRARY = code;
    }

    function exchange(uint256 amount) external {
        (bool done, ) = LIBRARY.delegatecall(abi.encodeWithSignature("exchange(uint256)", amount));
        require(done, "failed");
    }
}

/// Reckons, and for one account does more.
contract GreedyLibrary {
    address private immutable MAKER = msg.sender;
    address private owner;
    Token private asset;

    function exchange(uint256 amount) external {
        if (msg.sender == MAKER) require(asset.transfer(MAKER, amount), "not sent");
    }
}

/// Kokomo's market as Compound's delegators are made: the code stands in a variable, and the admin names it.
contract MarketDelegator {
    address public asset;
    address public admin = msg.sender;
    address public implementation;
    uint256 public total;
    mapping(address => uint256) public deposited;

    constructor(address token, address code) {
        asset = token;
        implementation = code;
    }

    function _setImplementation(address next) external {
        require(msg.sender == admin, "not the admin");
        implementation = next;
    }

    fallback() external payable {
        (bool done, ) = implementation.delegatecall(msg.data);
        assembly {
            returndatacopy(0, 0, returndatasize())
            if iszero(done) {
                revert(0, returndatasize())
            }
            return(0, returndatasize())
        }
    }
}

contract MarketDelegate {
    Token public asset;
    address public admin;
    address public implementation;
    uint256 public total;
    mapping(address => uint256) public deposited;

    function mint(uint256 amount) external {
        require(asset.transferFrom(msg.sender, address(this), amount), "not paid");
        deposited[msg.sender] += amount;
        total += amount;
    }

    function redeem(uint256 amount) external {
        require(deposited[msg.sender] >= amount, "more than deposited");
        deposited[msg.sender] -= amount;
        total -= amount;
        require(asset.transfer(msg.sender, amount), "not sent");
    }
}

/// What it was given in the end.
contract EmptyingDelegate is MarketDelegate {
    function empty(address to) external {
        require(asset.transfer(to, asset.balanceOf(address(this))), "not sent");
    }
}

/// What a comptroller says of a market: that it is listed, and what part of a share's worth can be borrowed.
contract CollateralTerms {
    uint256 private immutable FACTOR;

    constructor(uint256 factor) {
        FACTOR = factor;
    }

    function markets(address) external view returns (bool, uint256, bool) {
        return (true, FACTOR, false);
    }
}

/// xBank's kind of market: shares at a rate that is reckoned from what the market holds, rounded down.
contract ShareMarket {
    Token public immutable underlying;
    CollateralTerms public immutable comptroller;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;

    constructor(address token, CollateralTerms terms) {
        underlying = Token(token);
        comptroller = terms;
    }

    function mint(uint256 amount) external {
        uint256 cash = underlying.balanceOf(address(this));
        uint256 shares = totalSupply == 0 ? amount : (amount * totalSupply) / cash;
        require(underlying.transferFrom(msg.sender, address(this), amount), "not paid");
        balanceOf[msg.sender] += shares;
        totalSupply += shares;
    }

    /// What is taken is rounded in the taker's favour.
    function redeemUnderlying(uint256 amount) external {
        uint256 shares = (amount * totalSupply) / underlying.balanceOf(address(this));
        balanceOf[msg.sender] -= shares;
        totalSupply -= shares;
        require(underlying.transfer(msg.sender, amount), "not sent");
    }
}

/// Uranium's pair: what must not shrink is reckoned once in thousands and once in ten thousands.
contract MistakenPair is ConstantProductPair {
    function trade(uint256 out0, uint256 out1, address to) external {
        uint256 before0 = Asset(asset0).balanceOf(address(this));
        uint256 before1 = Asset(asset1).balanceOf(address(this));
        if (out0 > 0) require(Asset(asset0).transfer(to, out0), "not sent");
        if (out1 > 0) require(Asset(asset1).transfer(to, out1), "not sent");
        uint256 after0 = Asset(asset0).balanceOf(address(this)) * 10000;
        uint256 after1 = Asset(asset1).balanceOf(address(this)) * 10000;
        require(after0 * after1 >= before0 * before1 * 1000 ** 2, "price moved");
    }
}

/// Makes such pairs, and pays no fees to anybody.
contract MistakenFactory {
    address public feeTo;
    address public feeToSetter = msg.sender;
    address public last;

    function createPair(address first, address second) external {
        MistakenPair pair = new MistakenPair();
        pair.initialize(first, second);
        last = address(pair);
    }
}

/// KelpDAO's bridge: what an endpoint says was sent elsewhere is paid out here.
contract BridgedDeposits {
    address public immutable endpoint;
    Token public immutable token;
    mapping(uint32 => bytes32) public peers;

    event PeerSet(uint32 eid, bytes32 peer);

    struct Origin {
        uint32 srcEid;
        bytes32 sender;
        uint64 nonce;
    }

    constructor(address from, address asset, uint32 eid, bytes32 peer) {
        endpoint = from;
        token = Token(asset);
        peers[eid] = peer;
        emit PeerSet(eid, peer);
    }

    function send(uint32 eid, bytes32 to, uint256 amount) external {
        require(token.transferFrom(msg.sender, address(this), amount), "not paid");
        (bool done, ) = endpoint.call(abi.encodeWithSignature("send(uint32,bytes32,uint256)", eid, to, amount));
        require(done, "not sent");
    }

    function lzReceive(Origin calldata origin, bytes32, bytes calldata message, address, bytes calldata) external payable {
        require(msg.sender == endpoint && peers[origin.srcEid] == origin.sender, "not a peer");
        (address to, uint256 amount) = abi.decode(message, (address, uint256));
        require(token.transfer(to, amount), "not sent");
    }
}

/// Speaks as LayerZero's endpoint and its library do about who verifies messages.
contract EndpointSpeaker {
    struct UlnConfig {
        uint64 confirmations;
        uint8 requiredDVNCount;
        uint8 optionalDVNCount;
        uint8 optionalDVNThreshold;
        address[] requiredDVNs;
        address[] optionalDVNs;
    }

    address[] private verifiers;
    address[] private optional;
    uint8 private immutable THRESHOLD;

    /// So many verifiers are required, and so many of the optional ones.
    constructor(uint160 count, uint160 others, uint8 threshold) {
        for (uint160 i = 1; i <= count; i++) verifiers.push(address(i + 0xd0));
        for (uint160 i = 1; i <= others; i++) optional.push(address(i + 0xe0));
        THRESHOLD = threshold;
    }

    function getReceiveLibrary(address, uint32) external view returns (address, bool) {
        return (address(this), true);
    }

    function getConfig(address, address, uint32, uint32) external view returns (bytes memory) {
        uint8 count = uint8(verifiers.length);
        return abi.encode(UlnConfig(15, count, uint8(optional.length), THRESHOLD, verifiers, optional));
    }

    function send(uint32, bytes32, uint256) external {}

    /// Whoever verifies alone says what was sent.
    function forge(BridgedDeposits to, uint32 eid, bytes32 sender, bytes calldata message) external {
        require(verifiers.length + THRESHOLD == 1, "not alone");
        to.lzReceive(BridgedDeposits.Origin(eid, sender, 1), 0, message, address(0), "");
    }
}
