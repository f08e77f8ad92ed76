// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.24;

import {Ownable} from "openzeppelin-5/access/Ownable.sol";
import {BeaconProxy} from "openzeppelin-5/proxy/beacon/BeaconProxy.sol";
import {UpgradeableBeacon} from "openzeppelin-5/proxy/beacon/UpgradeableBeacon.sol";
import {ERC1967Proxy} from "openzeppelin-5/proxy/ERC1967/ERC1967Proxy.sol";
import {TransparentUpgradeableProxy} from "openzeppelin-5/proxy/transparent/TransparentUpgradeableProxy.sol";
import {UUPSUpgradeable} from "openzeppelin-5/proxy/utils/UUPSUpgradeable.sol";
import {ERC20} from "openzeppelin-5/token/ERC20/ERC20.sol";

/// A mintable token to stand behind the proxies below: its owner lives in the proxy's storage.
contract MintLogic is ERC20, Ownable {
    constructor() ERC20("", "") Ownable(msg.sender) {}

    function initialize(address newOwner) external {
        require(totalSupply() == 0, "initialized");
        _transferOwnership(newOwner);
        _mint(newOwner, 1_000_000 ether);
    }

    function mint(address to, uint256 value) external onlyOwner {
        _mint(to, value);
    }
}

/// The same, replaced by its own owner.
contract UupsMintLogic is MintLogic, UUPSUpgradeable {
    function _authorizeUpgrade(address) internal override onlyOwner {}
}

/// A proxy whose code cannot replace anything by itself: the implementation decides.
contract Uups is ERC1967Proxy {
    constructor(address logic) ERC1967Proxy(logic, abi.encodeCall(MintLogic.initialize, (msg.sender))) {}
}

/// A proxy with its own admin contract, owned by the deployer.
contract Transparent is TransparentUpgradeableProxy {
    constructor(address logic)
        TransparentUpgradeableProxy(logic, msg.sender, abi.encodeCall(MintLogic.initialize, (msg.sender)))
    {}
}

/// Asks a beacon, whose owner replaces the implementation for all its proxies at once.
contract Beaconed is BeaconProxy {
    constructor(address beacon) BeaconProxy(beacon, abi.encodeCall(MintLogic.initialize, (msg.sender))) {}
}

/// The beacon.
contract Beacon is UpgradeableBeacon {
    constructor(address logic) UpgradeableBeacon(logic, msg.sender) {}
}
