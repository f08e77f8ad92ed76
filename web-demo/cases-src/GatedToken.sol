// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.30;

/// The owner can stop everybody, stop single accounts, and take any share of a transfer.
contract GatedToken {
    string public constant name = "Gated token";
    string public constant symbol = "GTD";
    uint8 public constant decimals = 18;
    address public owner;
    bool public paused;
    uint256 public feeBps;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    mapping(address => bool) public blocked;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed holder, address indexed spender, uint256 value);

    modifier onlyOwner() {
        require(msg.sender == owner, "not the owner");
        _;
    }

    constructor(uint256 supply) {
        owner = msg.sender;
        totalSupply = supply;
        balanceOf[msg.sender] = supply;
    }

    function setPaused(bool value) external onlyOwner {
        paused = value;
    }

    function setBlocked(address account, bool value) external onlyOwner {
        blocked[account] = value;
    }

    function setFee(uint256 bps) external onlyOwner {
        feeBps = bps;
    }

    function transferOwnership(address next) external onlyOwner {
        owner = next;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        _move(msg.sender, to, value);
        return true;
    }

    function approve(address spender, uint256 value) external returns (bool) {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        allowance[from][msg.sender] -= value;
        _move(from, to, value);
        return true;
    }

    function _move(address from, address to, uint256 value) private {
        require(!paused, "paused");
        require(!blocked[from] && !blocked[to], "blocked");
        uint256 fee = value * feeBps / 10000;
        balanceOf[from] -= value;
        balanceOf[to] += value - fee;
        balanceOf[owner] += fee;
        emit Transfer(from, to, value - fee);
        emit Transfer(from, owner, fee);
    }
}
