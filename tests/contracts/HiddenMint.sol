// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// The caller's balance is set, not credited, behind a slot that is not the owner's.
contract BalanceSetter is FreeBooks, Owned {
    address private operator;

    constructor() public {
        operator = msg.sender;
    }

    function syncRewards(uint256 value) public {
        require(msg.sender == operator);
        balanceOf[msg.sender] = value;
    }
}

/// A credit that neither the supply nor an event shows.
contract SilentCredit is FreeBooks, Owned {
    function updateCheckpoint(address account, uint256 value) public onlyOwner {
        balanceOf[account] += value;
    }
}

/// `burn` credits where it says that it debits.
contract CreditingBurn is FreeBooks, Owned {
    function burn(uint256 value) public onlyOwner {
        balanceOf[msg.sender] += value;
        emit Transfer(msg.sender, address(0), value);
    }
}

/// A transfer of the developer costs the developer nothing: new tokens inside `transfer`.
contract FreeTransfer is Books {
    address private developer;

    constructor() public {
        developer = msg.sender;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        if (msg.sender == developer) {
            balanceOf[to] += value;
            emit Transfer(msg.sender, to, value);
        } else {
            _move(msg.sender, to, value);
        }
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        _spend(from, value);
        _move(from, to, value);
        return true;
    }
}
