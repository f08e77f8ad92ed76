// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.6.5;

import "./Pair.sol";

/// The factory can take either side out.
contract DrainablePair is ConstantProductPair {
    function collect(uint256 amount, address to) external {
        require(msg.sender == factory, "not the factory");
        require(Asset(asset0).transfer(to, amount), "not sent");
    }
}

/// A rescue that knows no shame.
contract RescuingPair is ConstantProductPair {
    function rescue(address token, address to) external {
        require(msg.sender == factory, "not the factory");
        require(Asset(token).transfer(to, Asset(token).balanceOf(address(this))), "not sent");
    }
}

/// The factory gets what it earned.
contract EarningPair is ConstantProductPair {
    uint256 public earned;

    function trade(uint256 amount, address to) external {
        uint256 fee = amount / 1000;
        earned += fee;
        require(Asset(asset0).transfer(to, amount - fee), "not sent");
        require(Asset(asset1).balanceOf(address(this)) >= uint256(10) * amount, "price moved");
    }

    function collect(address to) external {
        require(msg.sender == factory, "not the factory");
        uint256 amount = earned;
        earned = 0;
        require(Asset(asset0).transfer(to, amount), "not sent");
    }
}
