// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// The most that one transfer moves can be set to nothing.
contract MaxTransfer is Books, Owned {
    uint256 public maxTransfer = 10000 ether;
    mapping(address => bool) private unlimited;

    function setMaxTransfer(uint256 most) public onlyOwner {
        maxTransfer = most;
    }

    function setUnlimited(address account) public onlyOwner {
        unlimited[account] = true;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        if (!unlimited[msg.sender]) require(value <= maxTransfer, "too much");
        _move(msg.sender, to, value);
        return true;
    }
}

/// What one account holds is limited to a share of the supply.
contract MaxHolding is Books, Owned {
    uint16 private share = 20;

    function setShare(uint16 thousandths) public onlyOwner {
        share = thousandths;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(balanceOf[to] + value <= totalSupply * share / 1000, "too much");
        _move(msg.sender, to, value);
        return true;
    }
}

/// The limit cannot be set below a thousandth of the supply.
contract FlooredMaxTransfer is Books, Owned {
    uint256 public maxTransfer = 10000 ether;

    function setMaxTransfer(uint256 most) public onlyOwner {
        require(most >= totalSupply / 1000, "too low");
        maxTransfer = most;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(value <= maxTransfer, "too much");
        _move(msg.sender, to, value);
        return true;
    }
}

/// The limit stands in the code.
contract ConstantMaxTransfer is Books, Owned {
    function transfer(address to, uint256 value) public returns (bool) {
        require(value <= 10000 ether, "too much");
        _move(msg.sender, to, value);
        return true;
    }
}

/// A threshold decides which way is taken, and stops nothing.
contract LargeTransfers is Books, Owned {
    uint256 public large = 10000 ether;

    event Large(address indexed from, uint256 value);

    function setLarge(uint256 value) public onlyOwner {
        large = value;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        if (value > large) emit Large(msg.sender, value);
        _move(msg.sender, to, value);
        return true;
    }
}

/// An allowance for all that transfers use up.
contract SharedQuota is Books, Owned {
    uint256 public quota = 500000 ether;

    function transfer(address to, uint256 value) public returns (bool) {
        require(value <= quota, "used up");
        quota -= value;
        _move(msg.sender, to, value);
        return true;
    }

    function refill(uint256 value) public onlyOwner {
        quota = value;
    }
}

/// Half a minute between two transfers of one sender.
contract Cooldown is Books, Owned {
    mapping(address => uint256) private lastTransfer;

    function transfer(address to, uint256 value) public returns (bool) {
        require(block.timestamp >= lastTransfer[msg.sender] + 30, "wait");
        lastTransfer[msg.sender] = block.timestamp;
        _move(msg.sender, to, value);
        return true;
    }
}

/// One transfer an origin and block, while the owner has it so; the interval is a setting.
contract BlockCooldown is Books, Owned {
    bool public waits = true;
    uint64 public interval = 1;
    mapping(address => uint256) private lastBlock;

    function setWaits(bool isOn, uint64 blocks) public onlyOwner {
        waits = isOn;
        interval = blocks;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        if (waits) {
            require(lastBlock[tx.origin] + interval <= block.number, "wait");
            lastBlock[tx.origin] = block.number;
        }
        _move(msg.sender, to, value);
        return true;
    }
}

/// Times are written down, and nobody has to wait for them.
contract TransferDiary is Books, Owned {
    mapping(address => uint256) public lastTransfer;

    function transfer(address to, uint256 value) public returns (bool) {
        lastTransfer[msg.sender] = block.timestamp;
        _move(msg.sender, to, value);
        return true;
    }
}

/// Rewards grow with the time since the last transfer, which passes at any time.
contract HoldingReward is Books, Owned {
    mapping(address => uint256) public since;
    mapping(address => uint256) public points;

    function transfer(address to, uint256 value) public returns (bool) {
        if (block.timestamp > since[msg.sender] + 1 days) {
            points[msg.sender] += balanceOf[msg.sender];
        }
        since[msg.sender] = block.timestamp;
        _move(msg.sender, to, value);
        return true;
    }
}

/// Points grow with the time since the last note, which is subtracted with a check that never fails.
contract HoldingClock is Books, Owned {
    mapping(address => uint256) public since;
    mapping(address => uint256) public points;

    function transfer(address to, uint256 value) public returns (bool) {
        _note(msg.sender);
        _note(to);
        _move(msg.sender, to, value);
        return true;
    }

    function _note(address account) private {
        require(since[account] <= block.timestamp, "underflow");
        points[account] += balanceOf[account] * (block.timestamp - since[account]);
        since[account] = block.timestamp;
    }
}

/// The same with two times in one word, of which the first is written down once.
contract PackedHoldingClock is Books, Owned {
    struct Held {
        uint32 first;
        uint32 since;
        uint128 points;
    }

    mapping(address => Held) public held;

    function transfer(address to, uint256 value) public returns (bool) {
        _note(msg.sender);
        _note(to);
        _move(msg.sender, to, value);
        return true;
    }

    function _note(address account) private {
        Held storage note = held[account];
        if (note.first == 0) note.first = uint32(block.timestamp);
        require(note.since <= block.timestamp, "underflow");
        note.points += uint128(block.timestamp - note.since);
        note.since = uint32(block.timestamp);
    }
}

/// A time ahead is noted in the same word.
contract PackedHoldingPeriod is Books, Owned {
    struct Held {
        uint32 first;
        uint32 since;
    }

    mapping(address => Held) public held;

    function transfer(address to, uint256 value) public returns (bool) {
        Held storage note = held[msg.sender];
        if (note.first == 0) note.first = uint32(block.timestamp);
        require(note.since <= block.timestamp, "too early");
        held[to].since = uint32(block.timestamp + 1 days);
        _move(msg.sender, to, value);
        return true;
    }
}

/// Times ahead, which transfers note for their recipients.
contract HoldingPeriod is Books, Owned {
    mapping(address => uint256) public since;

    function transfer(address to, uint256 value) public returns (bool) {
        require(since[msg.sender] <= block.timestamp, "too early");
        since[to] = block.timestamp + 1 days;
        _move(msg.sender, to, value);
        return true;
    }
}

/// One transfer in a block: the noted time has to be over, and not only to have come.
contract OncePerBlock is Books, Owned {
    mapping(address => uint256) public since;

    function transfer(address to, uint256 value) public returns (bool) {
        require(since[msg.sender] < block.timestamp, "wait");
        since[msg.sender] = block.timestamp;
        _move(msg.sender, to, value);
        return true;
    }
}

/// The only thing that becomes of the limit is that it goes away.
contract LiftedLimit is Books, Owned {
    uint256 public maxTransfer = 10000 ether;

    function liftLimit() public onlyOwner {
        maxTransfer = totalSupply;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(value <= maxTransfer, "too much");
        _move(msg.sender, to, value);
        return true;
    }
}

/// What lifts the limit also sets it to nothing.
contract LimitOrNone is Books, Owned {
    uint256 public maxTransfer = 10000 ether;

    function setLimited(bool isLimited) public onlyOwner {
        maxTransfer = isLimited ? 0 : totalSupply;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(value <= maxTransfer, "too much");
        _move(msg.sender, to, value);
        return true;
    }
}
