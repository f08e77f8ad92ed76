// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.6.5;

import "./Books.sol";
import "./Owned.sol";

/// A token that keeps its own stakes.
contract OwnStaking is FreeBooks, Owned {
    mapping(address => uint256) public staked;

    function stake(uint256 amount) public {
        _move(msg.sender, address(this), amount);
        staked[msg.sender] += amount;
    }

    function unstake(uint256 amount) public {
        require(staked[msg.sender] >= amount, "more than staked");
        staked[msg.sender] -= amount;
        _move(address(this), msg.sender, amount);
    }
}

/// The owner takes the stakes.
contract OwnStakingDrain is OwnStaking {
    function reward(address to, uint256 amount) public onlyOwner {
        _move(address(this), to, amount);
    }
}
