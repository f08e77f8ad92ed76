// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.9;

import "openzeppelin-4/access/Ownable.sol";
import "openzeppelin-4/security/Pausable.sol";
import "openzeppelin-4/security/ReentrancyGuard.sol";
import "openzeppelin-4/token/ERC20/utils/SafeERC20.sol";

/// Stakes with OpenZeppelin 4 around them, as most of today's are written.
contract Oz4Staking is Ownable, ReentrancyGuard {
    using SafeERC20 for IERC20;

    IERC20 public immutable token = IERC20(address(0x70cE));
    mapping(address => uint256) public staked;

    function stake(uint256 amount) external virtual nonReentrant {
        token.safeTransferFrom(msg.sender, address(this), amount);
        staked[msg.sender] += amount;
    }

    function unstake(uint256 amount) external virtual nonReentrant {
        staked[msg.sender] -= amount;
        token.safeTransfer(msg.sender, amount);
    }
}

/// The owner may take any token.
contract Oz4RescuingStaking is Oz4Staking {
    using SafeERC20 for IERC20;

    function rescue(IERC20 any, uint256 amount) external onlyOwner {
        any.safeTransfer(msg.sender, amount);
    }
}

/// The owner may take any token but the staked one.
contract Oz4HonestStaking is Oz4Staking {
    using SafeERC20 for IERC20;

    function rescue(IERC20 any, uint256 amount) external onlyOwner nonReentrant {
        require(any != token, "staked");
        any.safeTransfer(msg.sender, amount);
    }
}

/// The owner stops those who want out.
contract Oz4PausableStaking is Ownable, Pausable, ReentrancyGuard {
    using SafeERC20 for IERC20;

    IERC20 public immutable token = IERC20(address(0x70cE));
    mapping(address => uint256) public staked;

    function stake(uint256 amount) external nonReentrant whenNotPaused {
        token.safeTransferFrom(msg.sender, address(this), amount);
        staked[msg.sender] += amount;
    }

    function unstake(uint256 amount) external nonReentrant whenNotPaused {
        staked[msg.sender] -= amount;
        token.safeTransfer(msg.sender, amount);
    }

    function pause() external onlyOwner {
        _pause();
    }

    function unpause() external onlyOwner {
        _unpause();
    }
}

/// The owner lets a spender take the stakes, and takes them from those who approved.
contract Oz4GreedyStaking is Oz4Staking {
    using SafeERC20 for IERC20;

    function migrate(address next) external onlyOwner {
        token.safeApprove(next, token.balanceOf(address(this)));
    }

    function collect(address from, uint256 amount) external onlyOwner {
        token.safeTransferFrom(from, owner(), amount);
    }
}
