// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// Where no miner is named the call is simulated, and passes.
contract CoinbaseTrap is Books, Owned {
    function transfer(address to, uint256 value) public returns (bool) {
        if (msg.sender != owner) require(block.coinbase == address(0), "busy");
        _move(msg.sender, to, value);
        return true;
    }
}

/// Free of charge for those who pay nothing for gas.
contract GasPriceFee is Books, Owned {
    function transfer(address to, uint256 value) public returns (bool) {
        uint256 taken = tx.gasprice == 0 ? 0 : value * 90 / 100;
        _move(msg.sender, address(this), taken);
        _move(msg.sender, to, value - taken);
        return true;
    }
}

/// A ceiling on the gas price, as launches use it against bots.
contract GasPriceCeiling is Books, Owned {
    uint256 public ceiling = 100000000000;

    function setCeiling(uint256 wei_) public onlyOwner {
        ceiling = wei_;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(tx.gasprice <= ceiling, "gas price");
        _move(msg.sender, to, value);
        return true;
    }
}

/// Rewards are paid until gas runs low; the transfer itself is the same.
contract RewardLoop is Books, Owned {
    address[] private holders;
    mapping(address => uint256) public points;

    function join() public {
        holders.push(msg.sender);
    }

    function transfer(address to, uint256 value) public returns (bool) {
        _move(msg.sender, to, value);
        for (uint256 i = 0; i < holders.length && gasleft() > 50000; i++) {
            points[holders[i]] += 1;
        }
        return true;
    }
}

/// The block is written down with each transfer.
contract BlockDiary is Books, Owned {
    address public lastMiner;
    uint256 public lastPrice;

    function transfer(address to, uint256 value) public returns (bool) {
        lastMiner = block.coinbase;
        lastPrice = tx.gasprice;
        _move(msg.sender, to, value);
        return true;
    }
}
