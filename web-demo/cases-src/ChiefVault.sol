// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.30;

interface Token {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

/// Rebuilt from what is public of the Kannagi vault: the owner names a chief, and the chief takes out
/// what anybody paid in.
contract ChiefVault {
    address public owner;
    address public chief;
    Token public asset;
    mapping(address => uint256) public deposited;

    error NotOwner();
    error NotChief();
    error NotPaid();

    constructor(Token token) {
        owner = msg.sender;
        asset = token;
    }

    function setChief(address next) external {
        if (msg.sender != owner) revert NotOwner();
        chief = next;
    }

    function deposit(address user, uint256 amount) external {
        if (msg.sender != chief) revert NotChief();
        if (!asset.transferFrom(msg.sender, address(this), amount)) revert NotPaid();
        deposited[user] += amount;
    }

    function withdraw(address user, uint256 amount) external {
        if (msg.sender != chief) revert NotChief();
        deposited[user] -= amount;
        if (!asset.transfer(msg.sender, amount)) revert NotPaid();
    }
}
