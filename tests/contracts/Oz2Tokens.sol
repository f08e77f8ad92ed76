// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.5.0;

import "openzeppelin-2/token/ERC20/ERC20Burnable.sol";
import "openzeppelin-2/token/ERC20/ERC20Capped.sol";
import "openzeppelin-2/token/ERC20/ERC20Mintable.sol";
import "openzeppelin-2/token/ERC20/ERC20Pausable.sol";

/// A fixed supply of the SafeMath years.
contract Oz2Fixed is ERC20Burnable {
    constructor() public {
        _mint(msg.sender, 1000000 ether);
    }
}

/// Minters in a struct of the Roles library.
contract Oz2Mint is ERC20Mintable {}

/// The same minters under a cap in storage that nothing writes after construction.
contract Oz2Capped is ERC20Capped(2000000 ether) {}

/// Pausers in a struct of the Roles library.
contract Oz2Pausable is ERC20Pausable {
    constructor() public {
        _mint(msg.sender, 1000000 ether);
    }
}
