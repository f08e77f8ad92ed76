// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.24;

import {VestingWallet} from "openzeppelin-5/finance/VestingWallet.sol";
import {TimelockController} from "openzeppelin-5/governance/TimelockController.sol";
import {ERC20} from "openzeppelin-5/token/ERC20/ERC20.sol";
import {IERC20} from "openzeppelin-5/token/ERC20/IERC20.sol";
import {ERC4626} from "openzeppelin-5/token/ERC20/extensions/ERC4626.sol";
import {ERC721} from "openzeppelin-5/token/ERC721/ERC721.sol";

/// Shares are minted to whoever pays in: open and backed.
contract Oz5Vault is ERC4626 {
    constructor(IERC20 asset) ERC20("Vault", "VLT") ERC4626(asset) {}
}

/// Pays its owner along a fixed schedule.
contract Oz5Vesting is VestingWallet {
    constructor() VestingWallet(msg.sender, 1_700_000_000, 365 days) {}
}

/// Roles, delays and calls to anywhere, but no ledger of anybody's money.
contract Oz5Timelock is TimelockController {
    constructor() TimelockController(1 days, new address[](0), new address[](0), msg.sender) {}
}

/// A collectible that anybody may mint once.
contract Oz5Collectible is ERC721 {
    constructor() ERC721("Piece", "PCE") {}

    function mint() external {
        _mint(msg.sender, uint160(msg.sender));
    }
}
