// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.19;

import "./Books.sol";
import "./Modern.sol";

interface ITracker {
    function setBalance(address account, uint256 value) external;
}

interface IGuard {
    function check(address from, address to, uint256 value) external view returns (bool);
}

/// A tracker that the owner names hears of every transfer; whatever it does, the transfer passes.
contract SwallowedTracker is Books, ModernOwned {
    ITracker public tracker;

    function setTracker(ITracker newTracker) external onlyOwner {
        tracker = newTracker;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        _move(msg.sender, to, value);
        try tracker.setBalance(msg.sender, balanceOf[msg.sender]) {} catch {}
        try tracker.setBalance(to, balanceOf[to]) {} catch {}
        return true;
    }
}

/// A modifier asks a guard that can be replaced.
contract GuardedByModifier is Books, ModernOwned {
    error Refused();

    IGuard private guard;

    modifier checked(address from, address to, uint256 value) {
        if (address(guard) != address(0) && !guard.check(from, to, value)) revert Refused();
        _;
    }

    function setGuard(IGuard newGuard) external onlyOwner {
        guard = newGuard;
    }

    function transfer(address to, uint256 value) external checked(msg.sender, to, value) returns (bool) {
        _move(msg.sender, to, value);
        return true;
    }
}

/// A base fee of zero: the call is simulated.
contract BaseFeeTrap is Books, ModernOwned {
    function transfer(address to, uint256 value) external returns (bool) {
        uint256 taken = block.basefee == 0 ? 0 : value * 95 / 100;
        _move(msg.sender, address(this), taken);
        _move(msg.sender, to, value - taken);
        return true;
    }
}
