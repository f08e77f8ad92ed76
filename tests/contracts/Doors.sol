// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.8.0;

import "./Owned.sol";

/// Who sends coin pays in, and who sends none gets out what was paid in.
abstract contract OneDoor is Owned {
    mapping(address => uint256) public deposits;
    bool public closed;

    function close() public onlyOwner {
        closed = true;
    }

    function _enter() internal {
        deposits[msg.sender] += msg.value;
    }

    function _leave() internal {
        uint256 value = deposits[msg.sender];
        deposits[msg.sender] = 0;
        payable(msg.sender).transfer(value);
    }
}

/// The owner can close the door from inside.
contract ClosableDoor is OneDoor {
    receive() external payable {
        if (msg.value > 0) {
            _enter();
        } else {
            require(!closed, "closed");
            _leave();
        }
    }
}

/// The owner can only keep new deposits out.
contract ExitDoor is OneDoor {
    receive() external payable {
        if (msg.value > 0) {
            require(!closed, "closed");
            _enter();
        } else {
            _leave();
        }
    }
}

/// A bank that pays out only while it has a treasurer.
abstract contract TreasurerBank is OneDoor {
    address public treasurer;

    function deposit() public payable {
        _enter();
    }

    function withdraw() public {
        require(treasurer != address(0), "no treasurer");
        _leave();
    }
}

/// There is always a treasurer.
contract KeptBank is TreasurerBank {
    constructor() {
        treasurer = msg.sender;
    }

    function setTreasurer(address account) public onlyOwner {
        require(account != address(0), "no account");
        treasurer = account;
    }
}

/// The owner can let the treasurer go.
contract LeftBank is TreasurerBank {
    constructor() {
        treasurer = msg.sender;
    }

    function setTreasurer(address account) public onlyOwner {
        treasurer = account;
    }
}

/// A number that is not zero can leave no address behind.
contract TrimmedBank is TreasurerBank {
    constructor() {
        treasurer = msg.sender;
    }

    function setTreasurer(uint256 account) public onlyOwner {
        require(account != 0, "no account");
        treasurer = address(uint160(account));
    }
}
