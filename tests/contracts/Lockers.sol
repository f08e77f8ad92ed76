// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.37;

interface Lp {
    function balanceOf(address account) external view returns (uint256);
    function transfer(address to, uint256 value) external returns (bool);
}

/// Speaks as UNCX's locker of V2 pairs does. What is locked is sent to it beforehand.
contract UncxSpeaker {
    struct TokenLock {
        uint256 lockDate;
        uint256 amount;
        uint256 initialAmount;
        uint256 unlockDate;
        uint256 lockID;
        address owner;
    }

    mapping(address => TokenLock[]) public tokenLocks;

    function note(address pair, uint256 amount, uint256 unlockDate) external {
        tokenLocks[pair].push(TokenLock(block.timestamp, amount, amount, unlockDate, tokenLocks[pair].length, msg.sender));
    }

    function getNumLocksForToken(address pair) external view returns (uint256) {
        return tokenLocks[pair].length;
    }
}

/// Speaks as UNCX's later locker does, which keeps locks by number.
contract UncxByIdSpeaker {
    struct TokenLock {
        address lpToken;
        uint256 lockDate;
        uint256 amount;
        uint256 initialAmount;
        uint256 unlockDate;
        uint256 lockID;
        address owner;
        uint16 countryCode;
    }

    mapping(uint256 => TokenLock) public LOCKS;
    mapping(address => uint256[]) public TOKEN_LOCKS;
    uint256 public NONCE;

    function note(address pair, uint256 amount, uint256 unlockDate) external {
        uint256 id = NONCE++;
        LOCKS[id] = TokenLock(pair, block.timestamp, amount, amount, unlockDate, id, msg.sender, 0);
        TOKEN_LOCKS[pair].push(id);
    }

    function getNumLocksForToken(address pair) external view returns (uint256) {
        return TOKEN_LOCKS[pair].length;
    }
}

/// Speaks as Team Finance's locker does.
contract TeamFinanceSpeaker {
    struct Deposit {
        address token;
        address withdrawer;
        uint256 amount;
        uint256 unlockTime;
        bool withdrawn;
    }

    mapping(uint256 => Deposit) private deposits;
    mapping(address => uint256[]) private byWithdrawer;
    uint256 public depositId;

    function note(address pair, uint256 amount, uint256 unlockTime) external {
        uint256 id = ++depositId;
        deposits[id] = Deposit(pair, msg.sender, amount, unlockTime, false);
        byWithdrawer[msg.sender].push(id);
    }

    function getDepositsByWithdrawalAddress(address withdrawer) external view returns (uint256[] memory) {
        return byWithdrawer[withdrawer];
    }

    function getDepositDetails(uint256 id) external view returns (address, address, uint256, uint256, bool) {
        Deposit storage it = deposits[id];
        return (it.token, it.withdrawer, it.amount, it.unlockTime, it.withdrawn);
    }
}

/// Speaks as PinkLock does, in its first version.
contract PinkLock1Speaker {
    struct Lock {
        uint256 id;
        address token;
        address owner;
        uint256 amount;
        uint256 lockDate;
        uint256 unlockDate;
    }

    mapping(address => Lock[]) private locks;

    function note(address pair, uint256 amount, uint256 unlockDate) external {
        locks[pair].push(Lock(locks[pair].length, pair, msg.sender, amount, block.timestamp, unlockDate));
    }

    function getLocksForToken(address token, uint256 start, uint256 end) external view returns (Lock[] memory found) {
        uint256 count = locks[token].length;
        if (end >= count) end = count - 1;
        found = new Lock[](end - start + 1);
        for (uint256 i = start; i <= end; i++) found[i - start] = locks[token][i];
    }
}

/// Speaks as PinkLock does, in its second version.
contract PinkLock2Speaker {
    struct Lock {
        uint256 id;
        address token;
        address owner;
        uint256 amount;
        uint256 lockDate;
        uint256 tgeDate;
        uint256 tgeBps;
        uint256 cycle;
        uint256 cycleBps;
        uint256 unlockedAmount;
        string description;
    }

    mapping(address => Lock[]) private locks;

    function note(address pair, uint256 amount, uint256 tgeDate) external {
        locks[pair].push(
            Lock(locks[pair].length, pair, msg.sender, amount, block.timestamp, tgeDate, 0, 0, 0, 0, "the liquidity of a token")
        );
    }

    function getLocksForToken(address token, uint256 start, uint256 end) external view returns (Lock[] memory found) {
        uint256 count = locks[token].length;
        if (end >= count) end = count - 1;
        found = new Lock[](end - start + 1);
        for (uint256 i = start; i <= end; i++) found[i - start] = locks[token][i];
    }
}

/// Calls itself a lock, and its owner takes out what he likes.
contract SafeLiquidityLock {
    address public owner = msg.sender;
    uint256 public constant unlockTime = 4102444800;

    function migrate(Lp token, address to) external {
        require(msg.sender == owner, "caller is not the owner");
        token.transfer(to, token.balanceOf(address(this)));
    }
}

/// The same; it has no owner any more, but for whoever keeps it, who names one.
contract RevivedLiquidityLock {
    address public owner;
    address private immutable keeper = msg.sender;

    function revive(address newOwner) external {
        require(msg.sender == keeper, "caller is not the keeper");
        owner = newOwner;
    }

    function migrate(Lp token, address to) external {
        require(msg.sender == owner, "caller is not the owner");
        token.transfer(to, token.balanceOf(address(this)));
    }
}

/// Its beneficiary takes out what is there once the time has come.
contract PatientLock {
    address public immutable beneficiary = msg.sender;
    uint256 public immutable release = block.timestamp + 730 days;

    function withdraw(Lp token) external {
        require(msg.sender == beneficiary, "caller is not the beneficiary");
        require(block.timestamp >= release, "too early");
        token.transfer(beneficiary, token.balanceOf(address(this)));
    }
}

/// Nothing comes out of it, for anybody.
contract Grave {
    uint256 public visits;

    function visit() external {
        visits++;
    }
}
