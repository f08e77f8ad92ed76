// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.8.0;

import "./Books.sol";
import "./Owned.sol";

/// The owner destroys the token through assembly, to an address of the caller's choice.
contract AssemblyKill is FreeBooks, Owned {
    function migrate(address to) public onlyOwner {
        assembly {
            selfdestruct(to)
        }
    }
}

/// Reached through a branch of another function, behind a slot that nobody can read.
contract BranchKill is FreeBooks {
    address private desk = msg.sender;

    function sync(uint256 mode) public {
        if (mode == 7 && msg.sender == desk) selfdestruct(payable(desk));
        emit Approval(msg.sender, address(this), mode);
    }
}
