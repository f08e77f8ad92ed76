// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// The classic pair of functions around one flag, with a modifier on both transfers.
contract PausableToken is Books, Owned {
    bool public paused;

    modifier whenNotPaused() {
        require(!paused, "paused");
        _;
    }

    function pause() public onlyOwner {
        paused = true;
    }

    function unpause() public onlyOwner {
        paused = false;
    }

    function transfer(address to, uint256 value) public whenNotPaused returns (bool) {
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public whenNotPaused returns (bool) {
        _spend(from, value);
        _move(from, to, value);
        return true;
    }
}

/// The flag is packed beside an address that transfers write, compared with `== true`, and excuses the owner.
contract PackedPause is Books {
    address public owner;
    address public lastSender;
    bool private halted;

    constructor() public {
        owner = msg.sender;
    }

    function emergency(bool halt) public {
        require(msg.sender == owner, "caller is not the owner");
        halted = halt;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        if (halted == true && msg.sender != owner) revert("halted");
        lastSender = msg.sender;
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        if (halted == true && from != owner) revert("halted");
        lastSender = from;
        _spend(from, value);
        _move(from, to, value);
        return true;
    }
}

/// What can be paused is a deposit desk; transfers never ask.
contract PausableDesk is FreeBooks, Owned {
    bool public paused;
    mapping(address => uint256) public deposited;

    function setPaused(bool isPaused) public onlyOwner {
        paused = isPaused;
    }

    function deposit(uint256 value) public {
        require(!paused, "the desk is closed");
        _move(msg.sender, address(this), value);
        deposited[msg.sender] += value;
    }

    function withdraw(uint256 value) public {
        require(deposited[msg.sender] >= value, "deposit too low");
        deposited[msg.sender] -= value;
        _move(address(this), msg.sender, value);
    }
}

/// Only the owner moves tokens until trading is opened, once and for good.
contract OneWayTrading is Books, Owned {
    bool public tradingOpen;

    function enableTrading() public onlyOwner {
        require(!tradingOpen, "already open");
        tradingOpen = true;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(tradingOpen || msg.sender == owner, "trading is closed");
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        require(tradingOpen || from == owner, "trading is closed");
        _spend(from, value);
        _move(from, to, value);
        return true;
    }
}

/// The owner opens and closes trading at will: `== true`, packed beside the owner's address.
contract TwoWayTrading is Books {
    address public owner;
    bool private trade;

    constructor() public {
        owner = msg.sender;
    }

    function setTrade(bool open) public {
        require(owner == msg.sender);
        trade = open;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        _trade(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        _spend(from, value);
        _trade(from, to, value);
        return true;
    }

    function _trade(address from, address to, uint256 value) private {
        require(trade == true || from == owner || to == owner, "trading is closed");
        _move(from, to, value);
    }
}

/// No boolean: the switch is a block number that the owner names.
contract LaunchBlock is Books, Owned {
    uint256 public launchBlock;

    function launch() public onlyOwner {
        require(launchBlock == 0, "launched");
        launchBlock = block.number;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        if (msg.sender != owner) require(launchBlock != 0, "not launched");
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        if (from != owner) require(launchBlock != 0, "not launched");
        _spend(from, value);
        _move(from, to, value);
        return true;
    }
}

/// A sale goes through its phases and may halt between them; tokens move once it is over, for good.
contract SalePhases is Books, Owned {
    enum Phase {
        Prepared,
        Running,
        Halted,
        Refunding,
        Trading
    }

    uint256 public begun;
    Phase public phase;

    modifier during(Phase demanded) {
        require(phase == demanded, "another phase");
        _;
    }

    function begin() public onlyOwner during(Phase.Prepared) {
        begun = block.timestamp;
        phase = Phase.Running;
    }

    function halt() public onlyOwner during(Phase.Running) {
        phase = Phase.Halted;
    }

    function resume() public onlyOwner during(Phase.Halted) {
        phase = Phase.Running;
    }

    function refund() public onlyOwner during(Phase.Halted) {
        phase = Phase.Refunding;
    }

    function endSale() public onlyOwner during(Phase.Running) {
        phase = Phase.Trading;
    }

    function transfer(address to, uint256 value) public during(Phase.Trading) returns (bool) {
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public during(Phase.Trading) returns (bool) {
        _spend(from, value);
        _move(from, to, value);
        return true;
    }
}

/// The same sale, which the owner can begin anew while tokens are traded.
contract SaleBegunAnew is SalePhases {
    function beginAnew() public onlyOwner during(Phase.Trading) {
        phase = Phase.Running;
    }
}

/// The same sale, which the owner can halt whatever its phase.
contract SaleHaltedAnyTime is SalePhases {
    function haltNow() public onlyOwner {
        phase = Phase.Halted;
    }
}

/// The same sale, in which the owner halts what he finds in any phase but two.
contract SaleHaltedUnlessEarly is SalePhases {
    function haltLate() public onlyOwner {
        require(phase > Phase.Running, "too early");
        phase = Phase.Halted;
    }
}

/// Until tokens are released for good, the owner and one account of his choice move theirs already.
contract ExcusedAccount is Books, Owned {
    bool public released;
    address public excused;

    function release() public onlyOwner {
        released = true;
    }

    function setExcused(address account) public onlyOwner {
        excused = account;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(_mayMove(to), "not released");
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        require(_mayMove(to), "not released");
        _spend(from, value);
        _move(from, to, value);
        return true;
    }

    function _mayMove(address to) private view returns (bool) {
        if (released || msg.sender == owner) return true;
        if (excused != address(0) && msg.sender == excused) return true;
        return to == owner;
    }
}

/// Tokens move while a market is named, whoever sends them, and until somebody names none.
contract NamedMarket is Books, Owned {
    bool public released;
    address public market;

    function release() public onlyOwner {
        released = true;
    }

    function setMarket(address newMarket) public onlyOwner {
        market = newMarket;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(released || msg.sender == owner || market != address(0), "no market");
        _move(msg.sender, to, value);
        return true;
    }
}
