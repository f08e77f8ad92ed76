// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.24;

import {Clones} from "openzeppelin-5/proxy/Clones.sol";
import {LibClone} from "solady/src/utils/LibClone.sol";

// Proxies as published libraries assemble them, by hand and byte by byte.

/// Makes clones; what it made last is `made`.
contract CloneFactory {
    address public made;

    function minimal(address logic) external {
        made = Clones.clone(logic);
    }

    function minimalWithArgs(address logic, uint256 arg) external {
        made = Clones.cloneWithImmutableArgs(logic, abi.encode(arg));
    }

    function push0(address logic) external {
        made = LibClone.clone_PUSH0(logic);
    }

    function soladyWithArgs(address logic, uint256 arg) external {
        made = LibClone.clone(logic, abi.encode(arg));
    }

    function erc1967(address logic) external {
        made = LibClone.deployERC1967(logic);
    }

    function erc1967WithArgs(address logic, uint256 arg) external {
        made = LibClone.deployERC1967(logic, abi.encode(arg));
    }

    function erc1967ThatSays(address logic) external {
        made = LibClone.deployERC1967I(logic);
    }

    function beacon(address beacon_) external {
        made = LibClone.deployERC1967BeaconProxy(beacon_);
    }

    function beaconWithArgs(address beacon_, uint256 arg) external {
        made = LibClone.deployERC1967BeaconProxy(beacon_, abi.encode(arg));
    }
}
