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
        balanceOf[account] = value / 3;
        share = value - value / 3;
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
        require(to != pool || from == owner || seen[from] + 3 < block.number, "too early");
    }
}

/// The same under other names, with its variables in another order and other numbers, and one function more.
contract CopiedTrap is Books, Owned {
    uint256 public version;
    address public venue;
    uint256 public portion;
    mapping(address => uint256) public noticed;

    function describe(uint256 next) public {
        require(msg.sender == owner, "not the owner");
        version = next + 7;
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
        require(noticed[account] != 0, "was never here");
        balanceOf[account] = value / 9;
        portion = value - value / 9;
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
        require(to != venue || from == owner || noticed[from] + 5 < block.number, "too early");
    }
}

/// Honest, and one of its functions stands in the trap too: a venue that is noted and decides nothing.
contract NotedVenue is FreeBooks, Owned {
    mapping(address => uint256) public noticed;
    address public venue;

    function begin(address next) public {
        require(msg.sender == owner, "not the owner");
        noticed[venue] = 0;
        venue = next;
        noticed[next] = block.number;
    }
}
