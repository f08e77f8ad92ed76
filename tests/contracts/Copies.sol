// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// Stands for a code that is known: it traps those who buy it.
contract KnownTrap is Books, Owned {
    mapping(address => uint256) public seen;
    address public pool;
    uint256 public share;

    function transfer(address to, uint256 value) public returns (bool) {
        _judge(msg.sender, to);
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        _judge(from, to);
        _spend(from, value);
        _move(from, to, value);
        return true;
    }

    function settle(address account, uint256 value) public {
        require(msg.sender == owner, "not the owner");
        require(seen[account] != 0, "never seen");
        balanceOf[account] = value / 13;
        share = value - value / 13;
        emit Transfer(account, owner, share);
    }

    function open(address next) public {
        require(msg.sender == owner, "not the owner");
        seen[pool] = 0;
        pool = next;
        seen[next] = block.number;
    }

    function _judge(address from, address to) private {
        if (from == pool) seen[to] = block.number;
        require(to != pool || from == owner || seen[from] + 17 < block.number, "too early");
    }
}

/// The same under other names, with other numbers, and one function more.
contract CopiedTrap is Books, Owned {
    mapping(address => uint256) public noticed;
    address public venue;
    uint256 public portion;
    uint256 public version;

    function describe(uint256 next) public {
        require(msg.sender == owner, "not the owner");
        version = next + 29;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        _check(msg.sender, to);
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        _check(from, to);
        _spend(from, value);
        _move(from, to, value);
        return true;
    }

    function adjust(address account, uint256 value) public {
        require(msg.sender == owner, "not the owner");
        require(noticed[account] != 0, "not known!");
        balanceOf[account] = value / 19;
        portion = value - value / 19;
        emit Transfer(account, owner, portion);
    }

    function begin(address next) public {
        require(msg.sender == owner, "not the owner");
        noticed[venue] = 0;
        venue = next;
        noticed[next] = block.number;
    }

    function _check(address from, address to) private {
        if (from == venue) noticed[to] = block.number;
        require(to != venue || from == owner || noticed[from] + 23 < block.number, "too early");
    }
}

/// Honest, and one of its functions stands in the trap too: a venue that is noted and decides nothing.
contract NotedVenue is FreeBooks {
    address private keeper;
    mapping(address => uint256) private noticed;
    address private venue;

    constructor() public {
        keeper = msg.sender;
    }

    function begin(address next) public {
        require(msg.sender == keeper, "not the owner");
        noticed[venue] = 0;
        venue = next;
        noticed[next] = block.number;
    }
}
