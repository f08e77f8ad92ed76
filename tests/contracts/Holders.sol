// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.24;

import {AccessControl} from "openzeppelin-5/access/AccessControl.sol";
import {AccessControlDefaultAdminRules} from "openzeppelin-5/access/extensions/AccessControlDefaultAdminRules.sol";
import {AccessControl} from "openzeppelin-5/access/AccessControl.sol";
import {AccessControlEnumerable} from "openzeppelin-5/access/extensions/AccessControlEnumerable.sol";
import {Ownable} from "openzeppelin-5/access/Ownable.sol";
import {Governor} from "openzeppelin-5/governance/Governor.sol";
import {TimelockController} from "openzeppelin-5/governance/TimelockController.sol";
import {GovernorCountingSimple} from "openzeppelin-5/governance/extensions/GovernorCountingSimple.sol";
import {GovernorSettings} from "openzeppelin-5/governance/extensions/GovernorSettings.sol";
import {GovernorTimelockControl} from "openzeppelin-5/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "openzeppelin-5/governance/extensions/GovernorVotes.sol";
import {IVotes} from "openzeppelin-5/governance/utils/IVotes.sol";
import {ERC20} from "openzeppelin-5/token/ERC20/ERC20.sol";

// Who holds a mint, in every way in which published contracts hold one.

/// A token that its owner mints, with no supply yet.
contract HeldMint is ERC20, Ownable {
    constructor() ERC20("", "") Ownable(msg.sender) {}

    function mint(address to, uint256 value) external onlyOwner {
        _mint(to, value);
    }
}

/// A token that a role mints; the members can be listed.
contract ListedRoleMint is ERC20, AccessControlEnumerable {
    bytes32 private constant MINTER = keccak256("MINTER_ROLE");

    constructor() ERC20("", "") {
        _grantRole(DEFAULT_ADMIN_ROLE, msg.sender);
        _grantRole(MINTER, msg.sender);
    }

    function mint(address to, uint256 value) external onlyRole(MINTER) {
        _mint(to, value);
    }
}

/// A token that a role mints; the one who appoints hands over after two days.
contract RuledRoleMint is ERC20, AccessControlDefaultAdminRules {
    bytes32 private constant MINTER = keccak256("MINTER_ROLE");

    constructor(address admin) ERC20("", "") AccessControlDefaultAdminRules(2 days, admin) {
        _grantRole(MINTER, msg.sender);
    }

    function mint(address to, uint256 value) external onlyRole(MINTER) {
        _mint(to, value);
    }
}

/// A token that a role mints, which another gives, which a third gives.
contract RankedRoleMint is ERC20, AccessControl {
    bytes32 private constant MINTER = keccak256("MINTER_ROLE");
    bytes32 private constant MINTER_ADMIN = keccak256("MINTER_ADMIN_ROLE");

    constructor(address minter, address last) ERC20("", "") {
        _setRoleAdmin(MINTER, MINTER_ADMIN);
        _grantRole(MINTER, minter);
        _grantRole(MINTER_ADMIN, minter);
        _grantRole(DEFAULT_ADMIN_ROLE, last);
    }

    function mint(address to, uint256 value) external onlyRole(MINTER) {
        _mint(to, value);
    }
}

/// Votes decide, and a timelock carries out.
contract TimelockedGovernor is GovernorSettings, GovernorCountingSimple, GovernorVotes, GovernorTimelockControl {
    constructor(IVotes token, TimelockController timelock)
        Governor("")
        GovernorSettings(7200, 50400, 0)
        GovernorVotes(token)
        GovernorTimelockControl(timelock)
    {}

    function quorum(uint256) public pure override returns (uint256) {
        return 1;
    }

    function proposalThreshold() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.proposalThreshold();
    }

    function state(uint256 id) public view override(Governor, GovernorTimelockControl) returns (ProposalState) {
        return super.state(id);
    }

    function proposalNeedsQueuing(uint256 id)
        public
        view
        override(Governor, GovernorTimelockControl)
        returns (bool)
    {
        return super.proposalNeedsQueuing(id);
    }

    function _queueOperations(
        uint256 id,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(id, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 id,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        super._executeOperations(id, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }
}

/// A contract of somebody's own: it calls what its owner names, and nothing else makes it call.
contract Desk is Ownable {
    constructor(address owner) Ownable(owner) {}

    function act(address to, bytes calldata data) external onlyOwner {
        (bool ok,) = to.call(data);
        require(ok);
    }
}

/// The same, with a side door that the owner need not open.
contract OpenDesk is Desk {
    constructor(address owner) Desk(owner) {}

    function sweep(address to, bytes calldata data) external {
        (bool ok,) = to.call(data);
        require(ok);
    }
}

/// The same, and whoever keeps it names its owner anew.
contract KeptDesk is Desk {
    address private immutable keeper;

    constructor(address owner, address keeper_) Desk(owner) {
        keeper = keeper_;
    }

    function revive(address newOwner) external {
        require(msg.sender == keeper);
        _transferOwnership(newOwner);
    }
}

/// A beacon that its owner and, by another door, whoever keeps it can point elsewhere.
contract TwoDoorBeacon is Ownable {
    address public implementation;
    address private immutable keeper;

    constructor(address logic, address keeper_) Ownable(msg.sender) {
        implementation = logic;
        keeper = keeper_;
    }

    function upgradeTo(address logic) external onlyOwner {
        implementation = logic;
    }

    function zap(address logic) external {
        require(msg.sender == keeper);
        implementation = logic;
    }
}
