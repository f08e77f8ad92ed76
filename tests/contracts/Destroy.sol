// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22 <0.8.0;

import "./Books.sol";
import "./Owned.sol";

/// The owner destroys the token and takes what it holds.
contract KillableToken is FreeBooks, Owned {
    function kill() public onlyOwner {
        selfdestruct(msg.sender);
    }
}

/// Anybody destroys it.
contract OpenKill is FreeBooks {
    function close() public {
        selfdestruct(msg.sender);
    }
}
