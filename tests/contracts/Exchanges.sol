// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.37;

import "./Books.sol";

/// Speaks as the factories of Solidly's, Velodrome's and SyncSwap's exchanges do; of those that keep pools
/// by the ticks between two prices, for 50.
contract FactorySpeaker {
    mapping(address => mapping(address => mapping(bool => address))) private pools;

    function open(address a, address b, bool stable, address pool) external {
        pools[a][b][stable] = pool;
        pools[b][a][stable] = pool;
    }

    function getPair(address a, address b, bool stable) external view returns (address) {
        return pools[a][b][stable];
    }

    function getPool(address a, address b, bool stable) external view returns (address) {
        return pools[a][b][stable];
    }

    function getPool(address a, address b) external view returns (address) {
        return pools[a][b][false];
    }

    function getPool(address a, address b, int24 spacing) external view returns (address) {
        return spacing == 50 ? pools[a][b][false] : address(0);
    }
}

/// Speaks as a pool whose LP token it is: all of it the deployer's.
contract PoolSpeaker is FreeBooks {
    address public token0;
    address public token1;
    uint256 private reserve0;
    uint256 private reserve1;

    constructor(address a, uint256 ofA, address b, uint256 ofB) {
        (token0, reserve0, token1, reserve1) = a < b ? (a, ofA, b, ofB) : (b, ofB, a, ofA);
    }

    function getReserves() external view returns (uint256, uint256) {
        return (reserve0, reserve1);
    }
}
