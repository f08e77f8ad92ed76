// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.5.0;

import "./Books.sol";
import "./Owned.sol";

interface Pool {
    function sync() external;
    function skim(address to) external;
}

/// The owner burns the pool's tokens and has it sync.
contract PoolBurn is FreeBooks, Owned {
    address public pool;

    constructor(address at) public {
        pool = at;
    }

    function deflate(uint256 value) public onlyOwner {
        require(balanceOf[pool] >= value, "balance too low");
        balanceOf[pool] -= value;
        totalSupply -= value;
        emit Transfer(pool, address(0), value);
        Pool(pool).sync();
    }
}

/// The pool's tokens go to the dead address; the pool is synced by another function.
contract PoolSweep is FreeBooks {
    address private pool;
    address private keeper = msg.sender;

    constructor(address at) public {
        pool = at;
    }

    function rebalance(uint256 value) public {
        require(msg.sender == keeper, "not allowed");
        _move(pool, address(0x000000000000000000000000000000000000dEaD), value);
    }

    function refresh() public {
        Pool(pool).sync();
    }
}

/// Everybody can trigger a burn of a hundredth of the pool a day.
contract DailyBurn is FreeBooks {
    address public pool;
    uint256 public burntAt;

    constructor(address at) public {
        pool = at;
    }

    function burnDaily() public {
        require(block.timestamp > burntAt + 1 days, "too early");
        burntAt = block.timestamp;
        uint256 value = balanceOf[pool] / 100;
        balanceOf[pool] -= value;
        totalSupply -= value;
        Pool(pool).sync();
    }
}

/// The owner gives to the pool, and it syncs.
contract PoolGift is FreeBooks, Owned {
    address public pool;

    constructor(address at) public {
        pool = at;
    }

    function gift(uint256 value) public onlyOwner {
        _move(msg.sender, pool, value);
        Pool(pool).sync();
    }

    function skim() public onlyOwner {
        Pool(pool).skim(msg.sender);
    }
}
