// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.6.0 <0.9.0;

/// A token whose transfers take many turns, each independent of the others, before they ask a list.
abstract contract Padded {
    address public owner = msg.sender;
    uint256 public totalSupply = 1e24;
    mapping(address => uint256) public balanceOf;
    mapping(address => bool) public listed;
    uint256 public threshold = 1e18;
    mapping(uint256 => mapping(address => bool)) public marked;

    event Transfer(address indexed from, address indexed to, uint256 value);

    function setListed(address account, bool on) external {
        require(msg.sender == owner, "not the owner");
        listed[account] = on;
    }

    function setMarked(uint256 index, address account, bool on) external {
        require(msg.sender == owner, "not the owner");
        marked[index][account] = on;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        uint256 turned = turns(value);
        require(!listed[msg.sender], "listed");
        require(balanceOf[msg.sender] >= value, "too much");
        balanceOf[msg.sender] -= value;
        balanceOf[to] += value;
        emit Transfer(msg.sender, to, turned);
        return true;
    }

    function turns(uint256 value) internal view virtual returns (uint256);

    function turn(uint256 index, uint256 value) internal view returns (uint256) {
        if (index % 2 == 0) return value > threshold + index ? value / 3 : value + 7;
        return marked[index][msg.sender] ? value / 2 : value + 3;
    }
}

contract Padded2 is Padded {
    function turns(uint256 value) internal view override returns (uint256 turned) {
        turned = value;
        turned = turn(0, turned);
        turned = turn(1, turned);
    }
}

contract Padded4 is Padded {
    function turns(uint256 value) internal view override returns (uint256 turned) {
        turned = value;
        turned = turn(0, turned);
        turned = turn(1, turned);
        turned = turn(2, turned);
        turned = turn(3, turned);
    }
}

contract Padded8 is Padded {
    function turns(uint256 value) internal view override returns (uint256 turned) {
        turned = value;
        turned = turn(0, turned);
        turned = turn(1, turned);
        turned = turn(2, turned);
        turned = turn(3, turned);
        turned = turn(4, turned);
        turned = turn(5, turned);
        turned = turn(6, turned);
        turned = turn(7, turned);
    }
}

contract Padded12 is Padded {
    function turns(uint256 value) internal view override returns (uint256 turned) {
        turned = value;
        turned = turn(0, turned);
        turned = turn(1, turned);
        turned = turn(2, turned);
        turned = turn(3, turned);
        turned = turn(4, turned);
        turned = turn(5, turned);
        turned = turn(6, turned);
        turned = turn(7, turned);
        turned = turn(8, turned);
        turned = turn(9, turned);
        turned = turn(10, turned);
        turned = turn(11, turned);
    }
}

contract Padded16 is Padded {
    function turns(uint256 value) internal view override returns (uint256 turned) {
        turned = value;
        turned = turn(0, turned);
        turned = turn(1, turned);
        turned = turn(2, turned);
        turned = turn(3, turned);
        turned = turn(4, turned);
        turned = turn(5, turned);
        turned = turn(6, turned);
        turned = turn(7, turned);
        turned = turn(8, turned);
        turned = turn(9, turned);
        turned = turn(10, turned);
        turned = turn(11, turned);
        turned = turn(12, turned);
        turned = turn(13, turned);
        turned = turn(14, turned);
        turned = turn(15, turned);
    }
}

contract Padded24 is Padded {
    function turns(uint256 value) internal view override returns (uint256 turned) {
        turned = value;
        turned = turn(0, turned);
        turned = turn(1, turned);
        turned = turn(2, turned);
        turned = turn(3, turned);
        turned = turn(4, turned);
        turned = turn(5, turned);
        turned = turn(6, turned);
        turned = turn(7, turned);
        turned = turn(8, turned);
        turned = turn(9, turned);
        turned = turn(10, turned);
        turned = turn(11, turned);
        turned = turn(12, turned);
        turned = turn(13, turned);
        turned = turn(14, turned);
        turned = turn(15, turned);
        turned = turn(16, turned);
        turned = turn(17, turned);
        turned = turn(18, turned);
        turned = turn(19, turned);
        turned = turn(20, turned);
        turned = turn(21, turned);
        turned = turn(22, turned);
        turned = turn(23, turned);
    }
}
