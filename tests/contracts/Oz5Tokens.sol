// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.24;

import {AccessControl} from "openzeppelin-5/access/AccessControl.sol";
import {Ownable} from "openzeppelin-5/access/Ownable.sol";
import {Ownable2Step} from "openzeppelin-5/access/Ownable2Step.sol";
import {ERC20} from "openzeppelin-5/token/ERC20/ERC20.sol";
import {ERC20Burnable} from "openzeppelin-5/token/ERC20/extensions/ERC20Burnable.sol";
import {ERC20Capped} from "openzeppelin-5/token/ERC20/extensions/ERC20Capped.sol";
import {ERC20Pausable} from "openzeppelin-5/token/ERC20/extensions/ERC20Pausable.sol";
import {ERC20Permit} from "openzeppelin-5/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "openzeppelin-5/token/ERC20/extensions/ERC20Votes.sol";
import {Nonces} from "openzeppelin-5/utils/Nonces.sol";

/// A fixed supply, as most honest tokens are made today.
contract Oz5Fixed is ERC20 {
    constructor() ERC20("Fixed", "FIX") {
        _mint(msg.sender, 1_000_000 ether);
    }
}

/// Permit, votes and burning: much code, and no power over anybody.
contract Oz5Votes is ERC20, ERC20Burnable, ERC20Permit, ERC20Votes {
    constructor() ERC20("Votes", "VOTE") ERC20Permit("Votes") {
        _mint(msg.sender, 1_000_000 ether);
    }

    function nonces(address account) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(account);
    }

    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Votes) {
        super._update(from, to, value);
    }
}

/// Two-step ownership compares the caller with `pendingOwner`, which is no second owner.
contract Oz5Mint is ERC20, Ownable2Step {
    constructor() ERC20("Mint", "MINT") Ownable(msg.sender) {
        _mint(msg.sender, 1_000_000 ether);
    }

    function mint(address to, uint256 value) external onlyOwner {
        _mint(to, value);
    }
}

/// Minting behind a role.
contract Oz5RoleMint is ERC20, AccessControl {
    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");

    constructor() ERC20("Role", "ROLE") {
        _grantRole(DEFAULT_ADMIN_ROLE, msg.sender);
        _grantRole(MINTER_ROLE, msg.sender);
        _mint(msg.sender, 1_000_000 ether);
    }

    function mint(address to, uint256 value) external onlyRole(MINTER_ROLE) {
        _mint(to, value);
    }
}

/// The cap is an immutable.
contract Oz5Capped is ERC20Capped, Ownable {
    constructor() ERC20("Capped", "CAP") ERC20Capped(2_000_000 ether) Ownable(msg.sender) {
        _mint(msg.sender, 1_000_000 ether);
    }

    function mint(address to, uint256 value) external onlyOwner {
        _mint(to, value);
    }
}

/// The owner stops every transfer.
contract Oz5Pausable is ERC20Pausable, Ownable {
    constructor() ERC20("Pause", "PAUS") Ownable(msg.sender) {
        _mint(msg.sender, 1_000_000 ether);
    }

    function pause() external onlyOwner {
        _pause();
    }

    function unpause() external onlyOwner {
        _unpause();
    }
}

/// A blacklist in the `_update` hook, with a custom error.
contract Oz5Blacklist is ERC20, Ownable {
    error Blocked(address account);

    mapping(address => bool) public blocked;

    constructor() ERC20("Block", "BLK") Ownable(msg.sender) {
        _mint(msg.sender, 1_000_000 ether);
    }

    function setBlocked(address account, bool isBlocked) external onlyOwner {
        blocked[account] = isBlocked;
    }

    function _update(address from, address to, uint256 value) internal override {
        if (blocked[from]) revert Blocked(from);
        if (blocked[to]) revert Blocked(to);
        super._update(from, to, value);
    }
}

/// Trading opens once; the owner trades before.
contract Oz5Trading is ERC20, Ownable {
    error TradingClosed();

    bool public tradingOpen;

    constructor() ERC20("Trade", "TRD") Ownable(msg.sender) {
        _mint(msg.sender, 1_000_000 ether);
    }

    function openTrading() external onlyOwner {
        tradingOpen = true;
    }

    function _update(address from, address to, uint256 value) internal override {
        if (!tradingOpen && from != owner() && from != address(0)) revert TradingClosed();
        super._update(from, to, value);
    }
}
