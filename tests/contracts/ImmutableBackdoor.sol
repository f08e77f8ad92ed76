// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.6.5;

import "./Books.sol";
import "./Owned.sol";

/// The deployer stays in the code as an immutable and may mint whatever `owner` says.
contract ImmutableBackdoor is FreeBooks, Owned {
    address private immutable deployer;

    constructor() public {
        deployer = msg.sender;
    }

    function settle(address to, uint256 value) public {
        require(msg.sender == deployer, "not allowed");
        _issue(to, value);
    }
}
