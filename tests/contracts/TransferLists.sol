// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// Nobody sends anything who is not on the list.
contract ListedOnly is Books, Owned {
    mapping(address => bool) public listed;

    function setListed(address account, bool isListed) public onlyOwner {
        listed[account] = isListed;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(listed[msg.sender], "not listed");
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        require(listed[from], "not listed");
        _spend(from, value);
        _move(from, to, value);
        return true;
    }
}

/// Anybody buys; only the listed sell. Whoever is not listed loses the call in silence.
contract ListedSellers is Books, Owned {
    address public pair;
    mapping(address => uint256) private grade;

    function setPair(address newPair) public onlyOwner {
        pair = newPair;
    }

    function setGrade(address account, uint256 newGrade) public onlyOwner {
        grade[account] = newGrade;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        if (to == pair && grade[msg.sender] != 7) return true;
        _move(msg.sender, to, value);
        return true;
    }
}

/// The members stand in an array that every transfer searches.
contract MembersArray is Books, Owned {
    address[] private members;

    function addMember(address account) public onlyOwner {
        members.push(account);
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(_isMember(msg.sender), "no member");
        _move(msg.sender, to, value);
        return true;
    }

    function _isMember(address account) private view returns (bool) {
        for (uint256 i = 0; i < members.length; i++) {
            if (members[i] == account) return true;
        }
        return false;
    }
}

/// The blocked stand in an array.
contract BlockedArray is Books, Owned {
    address[] private blocked;

    function block_(address account) public onlyOwner {
        blocked.push(account);
    }

    function transfer(address to, uint256 value) public returns (bool) {
        for (uint256 i = 0; i < blocked.length; i++) {
            require(blocked[i] != msg.sender, "blocked");
        }
        _move(msg.sender, to, value);
        return true;
    }
}

/// A part of each balance can be frozen.
contract FrozenAmounts is Books, Owned {
    mapping(address => uint256) public frozen;

    function freeze(address account, uint256 value) public onlyOwner {
        frozen[account] = value;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(balanceOf[msg.sender] >= frozen[msg.sender] + value, "frozen");
        _move(msg.sender, to, value);
        return true;
    }
}

/// Each account can be locked until a moment of the owner's choice.
contract LockedUntil is Books, Owned {
    mapping(address => uint256) public lockedUntil;

    function lock(address account, uint256 until) public onlyOwner {
        lockedUntil[account] = until;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(block.timestamp >= lockedUntil[msg.sender], "locked");
        _move(msg.sender, to, value);
        return true;
    }
}

/// The list excuses from a switch; once trading is open nobody asks for it.
contract ExcusedFromSwitch is Books, Owned {
    bool public open;
    mapping(address => bool) public excused;

    function openTrading() public onlyOwner {
        open = true;
    }

    function excuse(address account) public onlyOwner {
        excused[account] = true;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        if (!open) require(excused[msg.sender] || excused[to], "not open");
        _move(msg.sender, to, value);
        return true;
    }
}

/// Trading begins at a moment that the owner sets, and the state is one number of several.
contract StartAndPhase is Books, Owned {
    uint256 public start;
    uint8 public phase;

    function setStart(uint256 newStart) public onlyOwner {
        start = newStart;
    }

    function setPhase(uint8 newPhase) public onlyOwner {
        phase = newPhase;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(block.timestamp >= start, "too early");
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        require(phase == 2, "another phase");
        _spend(from, value);
        _move(from, to, value);
        return true;
    }
}
