// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.8.0;

import "./Operators.sol";
import "./Pair.sol";

/// What Kannagi's users paid into: the owner names a chief, and the chief withdraws for anybody.
contract ChiefVault is OperatedVault {
    constructor(address token) {
        asset = Token(token);
    }
}

/// What Swaprum's and Meerkat's users paid into: a vault behind a proxy.
contract ProxiedVault is Deposits {
    function initialize(address token) external {
        require(address(asset) == address(0), "initialised");
        asset = Token(token);
        owner = msg.sender;
    }
}

/// What such a proxy was given in the end.
contract EmptyingVault is Deposits {
    function empty(address to) external {
        require(asset.transfer(to, asset.balanceOf(address(this))), "not sent");
    }
}

/// Merlin's way of making pairs: each approves whom the factory pays.
contract ApprovingFactory {
    address public feeTo;
    address public feeToSetter;
    address public last;

    constructor(address to) {
        feeTo = to;
        feeToSetter = msg.sender;
    }

    function createPair(address first, address second) external {
        ApprovingPair pair = new ApprovingPair();
        pair.open(first, second);
        last = address(pair);
    }

    function giveUp() external {
        require(msg.sender == feeToSetter, "not the setter");
        feeTo = address(0xdead);
        feeToSetter = address(0xdead);
    }
}

/// A pair that allows an outside account to take what is in it.
contract ApprovingPair is ConstantProductPair {
    function open(address first, address second) external {
        require(msg.sender == factory && asset0 == address(0), "not the factory");
        asset0 = first;
        asset1 = second;
        address spender = ApprovingFactory(factory).feeTo();
        Token(first).approve(spender, type(uint256).max);
        Token(second).approve(spender, type(uint256).max);
    }

    function token0() external view returns (address) {
        return asset0;
    }

    function token1() external view returns (address) {
        return asset1;
    }
}
