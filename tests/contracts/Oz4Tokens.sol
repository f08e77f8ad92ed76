// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.0;

import {ERC20PresetFixedSupply} from "openzeppelin-4/token/ERC20/presets/ERC20PresetFixedSupply.sol";
import {ERC20PresetMinterPauser} from "openzeppelin-4/token/ERC20/presets/ERC20PresetMinterPauser.sol";
import {ERC20Votes, ERC20Permit, ERC20} from "openzeppelin-4/token/ERC20/extensions/ERC20Votes.sol";
import {TransparentUpgradeableProxy} from "openzeppelin-4/proxy/transparent/TransparentUpgradeableProxy.sol";

/// A fixed supply with burning.
contract Oz4Fixed is ERC20PresetFixedSupply {
    constructor() ERC20PresetFixedSupply("Fixed", "FIX", 1_000_000 ether, msg.sender) {}
}

/// Permit and votes: checkpoints are written by transfers, and nobody is privileged.
contract Oz4Votes is ERC20Votes {
    constructor() ERC20("Votes", "VOTE") ERC20Permit("Votes") {
        _mint(msg.sender, 1_000_000 ether);
    }
}

/// Minting and pausing behind enumerable roles.
contract Oz4MinterPauser is ERC20PresetMinterPauser {
    constructor() ERC20PresetMinterPauser("Preset", "PRE") {}
}

/// The admin's calls are answered by the proxy itself, everybody else's by the implementation.
contract Oz4Transparent is TransparentUpgradeableProxy {
    constructor(address logic) TransparentUpgradeableProxy(logic, msg.sender, "") {}
}
