// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Owned.sol";

/// Two books of one balance: the owner moves an account from the reflected book to the plain one and back.
/// The stores look like a mint or a rewrite; what the account holds stays the same.
contract ReflectionToken is Owned {
    uint256 private constant TOTAL = 1000000 ether;
    uint256 private constant RATE_ONE = 10**30;
    uint256 private reflectedTotal = TOTAL * RATE_ONE;
    mapping(address => uint256) private reflected;
    mapping(address => uint256) private plain;
    mapping(address => bool) public isExcluded;

    event Transfer(address indexed from, address indexed to, uint256 value);

    constructor() public {
        reflected[msg.sender] = reflectedTotal;
    }

    function totalSupply() public pure returns (uint256) {
        return TOTAL;
    }

    function balanceOf(address account) public view returns (uint256) {
        if (isExcluded[account]) return plain[account];
        return reflected[account] / rate();
    }

    function rate() public view returns (uint256) {
        return reflectedTotal / TOTAL;
    }

    function excludeFromReward(address account) public onlyOwner {
        require(!isExcluded[account], "already excluded");
        plain[account] = reflected[account] / rate();
        isExcluded[account] = true;
    }

    function includeInReward(address account) public onlyOwner {
        require(isExcluded[account], "not excluded");
        reflected[account] = plain[account] * rate();
        plain[account] = 0;
        isExcluded[account] = false;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 share = value * rate();
        uint256 shareTaken = share / 100;
        require(reflected[msg.sender] >= share, "balance too low");
        reflected[msg.sender] -= share;
        reflected[to] += share - shareTaken;
        if (isExcluded[msg.sender]) plain[msg.sender] -= value;
        if (isExcluded[to]) plain[to] += value - value / 100;
        reflectedTotal -= shareTaken;
        emit Transfer(msg.sender, to, value - value / 100);
        return true;
    }
}
