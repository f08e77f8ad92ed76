// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.37;

import "openzeppelin-5/access/Ownable.sol";
import "openzeppelin-5/token/ERC20/ERC20.sol";
import "openzeppelin-5/token/ERC20/utils/SafeERC20.sol";

interface Keeping {
    function deposit(uint256 amount) external;
    function withdraw(uint256 amount) external;
    function balanceOf() external view returns (uint256);
}

/// Shares that can be passed on, of what a strategy keeps; another one is announced two days before.
contract SharedVault is ERC20, Ownable {
    using SafeERC20 for IERC20;

    IERC20 public immutable want;
    Keeping public strategy;
    Keeping public candidate;
    uint256 public proposed;

    constructor(IERC20 token) ERC20("Shares", "SHR") Ownable(msg.sender) {
        want = token;
    }

    function balance() public view returns (uint256) {
        return want.balanceOf(address(this)) + strategy.balanceOf();
    }

    function deposit(uint256 amount) external {
        uint256 before = balance();
        want.safeTransferFrom(msg.sender, address(this), amount);
        earn();
        uint256 came = balance() - before;
        _mint(msg.sender, totalSupply() == 0 ? came : (came * totalSupply()) / before);
    }

    function earn() public {
        uint256 idle = want.balanceOf(address(this));
        want.safeTransfer(address(strategy), idle);
        strategy.deposit(idle);
    }

    function withdraw(uint256 shares) external {
        uint256 owed = (balance() * shares) / totalSupply();
        _burn(msg.sender, shares);
        uint256 idle = want.balanceOf(address(this));
        if (idle < owed) {
            strategy.withdraw(owed - idle);
            uint256 came = want.balanceOf(address(this)) - idle;
            if (came < owed - idle) owed = idle + came;
        }
        want.safeTransfer(msg.sender, owed);
    }

    function settle(Keeping first) external {
        require(address(strategy) == address(0), "named already");
        strategy = first;
    }

    function propose(Keeping next) external onlyOwner {
        candidate = next;
        proposed = block.timestamp;
    }

    function upgradeStrategy() external onlyOwner {
        require(address(candidate) != address(0) && proposed + 2 days < block.timestamp, "none, or too early");
        strategy = candidate;
        candidate = Keeping(address(0));
        proposed = 5_000_000_000;
    }

    function rescue(IERC20 token) external onlyOwner {
        require(token != want, "deposited");
        token.safeTransfer(msg.sender, token.balanceOf(address(this)));
    }
}
