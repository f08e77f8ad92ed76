// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.8.20;

import {OwnableRoles} from "solady/src/auth/OwnableRoles.sol";
import {ERC20} from "solady/src/tokens/ERC20.sol";

abstract contract SoladyToken is ERC20 {
    function name() public pure override returns (string memory) {
        return "Solady";
    }

    function symbol() public pure override returns (string memory) {
        return "SLD";
    }
}

/// A fixed supply; the books stand at hashed slots.
contract SoladyFixed is SoladyToken {
    constructor() {
        _mint(msg.sender, 1000000 ether);
    }

    function burn(uint256 value) external {
        _burn(msg.sender, value);
    }
}

/// The owner mints, and whoever has one of two roles.
contract SoladyRoleMint is SoladyToken, OwnableRoles {
    constructor() {
        _initializeOwner(msg.sender);
        _mint(msg.sender, 1000000 ether);
    }

    function mint(address to, uint256 value) external onlyOwnerOrRoles(_ROLE_0 | _ROLE_3) {
        _mint(to, value);
    }

    function seize(address from, uint256 value) external onlyRoles(_ROLE_1) {
        _burn(from, value);
    }
}
