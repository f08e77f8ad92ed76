// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.6.5;

import "./Vaults.sol";

/// The owner takes parts of what was earned, and no more.
contract EarningsInParts is EarningVault {
    function take(uint256 amount) public onlyOwner {
        require(amount <= earned, "not earned");
        earned -= amount;
        _send(asset, owner, amount);
    }
}

/// Nobody asks whether that much was earned: the number wraps, and all of it goes.
contract WrappingEarnings is EarningVault {
    function take(uint256 amount) public onlyOwner {
        // As `unchecked` does it, in the words of every version.
        earned = earned + (~amount + 1);
        _send(asset, owner, amount);
    }
}
