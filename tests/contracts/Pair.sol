// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.5.0;

import "./Books.sol";

interface Asset {
    function balanceOf(address account) external view returns (uint256);
    function transfer(address to, uint256 value) external returns (bool);
}

/// A pool whose shares anybody mints by paying in and burns by taking out. Its one guard, the factory,
/// only names the two assets, once.
contract ConstantProductPair is FreeBooks {
    address public factory;
    address public asset0;
    address public asset1;
    uint112 private reserve0;
    uint112 private reserve1;
    uint256 private entered = 1;

    modifier once() {
        require(entered == 1, "reentrant call");
        entered = 2;
        _;
        entered = 1;
    }

    constructor() public {
        factory = msg.sender;
    }

    function initialize(address first, address second) external {
        require(msg.sender == factory && asset0 == address(0), "not the factory");
        asset0 = first;
        asset1 = second;
    }

    function getReserves() public view returns (uint112, uint112) {
        return (reserve0, reserve1);
    }

    function mint(address to) external once returns (uint256 shares) {
        uint256 balance0 = Asset(asset0).balanceOf(address(this));
        uint256 balance1 = Asset(asset1).balanceOf(address(this));
        uint256 in0 = balance0 - reserve0;
        uint256 in1 = balance1 - reserve1;
        uint256 shares0 = in0 * totalSupply / (uint256(reserve0) + 1);
        uint256 shares1 = in1 * totalSupply / (uint256(reserve1) + 1);
        shares = shares0 < shares1 ? shares0 : shares1;
        require(shares > 0, "no shares");
        _issue(to, shares);
        _keep(balance0, balance1);
    }

    function burn(address to) external once {
        uint256 shares = balanceOf[address(this)];
        uint256 out0 = shares * reserve0 / totalSupply;
        uint256 out1 = shares * reserve1 / totalSupply;
        balanceOf[address(this)] -= shares;
        totalSupply -= shares;
        emit Transfer(address(this), address(0), shares);
        require(Asset(asset0).transfer(to, out0) && Asset(asset1).transfer(to, out1), "not sent");
        _keep(Asset(asset0).balanceOf(address(this)), Asset(asset1).balanceOf(address(this)));
    }

    function swap(uint256 out0, uint256 out1, address to) external once {
        require(out0 < reserve0 && out1 < reserve1, "not enough liquidity");
        if (out0 > 0) require(Asset(asset0).transfer(to, out0), "not sent");
        if (out1 > 0) require(Asset(asset1).transfer(to, out1), "not sent");
        uint256 balance0 = Asset(asset0).balanceOf(address(this));
        uint256 balance1 = Asset(asset1).balanceOf(address(this));
        require(balance0 * balance1 >= uint256(reserve0) * reserve1, "price moved");
        _keep(balance0, balance1);
    }

    function _keep(uint256 balance0, uint256 balance1) private {
        require(balance0 < 2**112 && balance1 < 2**112, "overflow");
        reserve0 = uint112(balance0);
        reserve1 = uint112(balance1);
    }
}
