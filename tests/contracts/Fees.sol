// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// A percentage that the owner sets to anything.
contract UnboundedFee is Books, Owned {
    uint256 public fee = 3;

    function setFee(uint256 newFee) public onlyOwner {
        fee = newFee;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 taken = value * fee / 100;
        _move(msg.sender, address(this), taken);
        _move(msg.sender, to, value - taken);
        return true;
    }
}

/// Three parts in a struct, added up when they are used.
contract StructFee is Books, Owned {
    struct Fees {
        uint64 liquidity;
        uint64 marketing;
        uint64 team;
    }

    Fees private fees;

    function setFees(uint64 liquidity, uint64 marketing, uint64 team) public onlyOwner {
        fees.liquidity = liquidity;
        fees.marketing = marketing;
        fees.team = team;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 taken = value * (uint256(fees.liquidity) + fees.marketing + fees.team) / 100;
        _move(msg.sender, address(this), taken);
        _move(msg.sender, to, value - taken);
        return true;
    }
}

/// The parts are summed once, in the setter; transfers read the cached sum.
contract CachedSumFee is Books, Owned {
    uint256 public marketingFee = 1;
    uint256 public teamFee = 1;
    uint256 private totalFee = 2;

    function setParts(uint256 marketing, uint256 team) public onlyOwner {
        marketingFee = marketing;
        teamFee = team;
        totalFee = marketing + team;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 taken = value * totalFee / 100;
        _move(msg.sender, address(this), taken);
        _move(msg.sender, to, value - taken);
        return true;
    }
}

/// A bound that bounds nothing: 90 of 100.
contract LooseBoundFee is Books, Owned {
    uint256 public fee = 3;

    function setFee(uint256 newFee) public onlyOwner {
        require(newFee <= 90, "fee too high");
        fee = newFee;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 taken = value * fee / 100;
        _move(msg.sender, address(this), taken);
        _move(msg.sender, to, value - taken);
        return true;
    }
}

/// A bound in the wrong unit: at most 1000, in thousandths.
contract WrongUnitFee is Books, Owned {
    uint256 public feePerMille = 30;

    function setFee(uint256 newFee) public onlyOwner {
        require(newFee <= 1000, "fee too high");
        feePerMille = newFee;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 taken = value * feePerMille / 1000;
        _move(msg.sender, address(this), taken);
        _move(msg.sender, to, value - taken);
        return true;
    }
}

/// Fees differ for buys and sells and stand packed beside the pair's address.
contract SellFee is Books, Owned {
    address public pair;
    uint16 public buyFee = 100;
    uint16 public sellFee = 100;

    function setPair(address newPair) public onlyOwner {
        pair = newPair;
    }

    function setSellFee(uint16 newFee) public onlyOwner {
        sellFee = newFee;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 fee = 0;
        if (to == pair) fee = sellFee;
        else if (msg.sender == pair) fee = buyFee;
        uint256 taken = value * fee / 10000;
        _move(msg.sender, address(this), taken);
        _move(msg.sender, to, value - taken);
        return true;
    }
}

/// At most 5 %: on every storing path.
contract SmallBoundFee is Books, Owned {
    uint256 public fee = 3;

    function setFee(uint256 newFee) public onlyOwner {
        require(newFee <= 5, "fee too high");
        fee = newFee;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 taken = value * fee / 100;
        _move(msg.sender, address(this), taken);
        _move(msg.sender, to, value - taken);
        return true;
    }
}

/// At most 25 % in ten-thousandths, by if/revert.
contract QuarterBoundFee is Books, Owned {
    uint256 public feeBps = 300;

    function setFee(uint256 newFee) public onlyOwner {
        if (newFee > 2500) revert("fee too high");
        feeBps = newFee;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 taken = value * feeBps / 10000;
        _move(msg.sender, address(this), taken);
        _move(msg.sender, to, value - taken);
        return true;
    }
}

/// The parts are bounded by their sum, 10 %, asked after the stores. Small types, so that no part can wrap.
contract SumBoundFee is Books, Owned {
    uint16 public marketingFee = 1;
    uint16 public teamFee = 1;

    function setFees(uint16 marketing, uint16 team) public onlyOwner {
        marketingFee = marketing;
        teamFee = team;
        require(uint256(marketing) + uint256(team) <= 10, "fees too high");
    }

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 taken = value * (uint256(marketingFee) + uint256(teamFee)) / 100;
        _move(msg.sender, address(this), taken);
        _move(msg.sender, to, value - taken);
        return true;
    }
}

/// The fee can only go down.
contract FallingFee is Books, Owned {
    uint256 public fee = 3;

    function lowerFee(uint256 newFee) public onlyOwner {
        require(newFee < fee, "only down");
        fee = newFee;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 taken = value * fee / 100;
        _move(msg.sender, address(this), taken);
        _move(msg.sender, to, value - taken);
        return true;
    }
}

/// A fee that stands in the code, with a recipient that the owner may change.
contract ConstantFee is Books, Owned {
    address public treasury;

    function setTreasury(address newTreasury) public onlyOwner {
        require(newTreasury != address(0), "no treasury");
        treasury = newTreasury;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 taken = value * 2 / 100;
        _move(msg.sender, treasury == address(0) ? address(this) : treasury, taken);
        _move(msg.sender, to, value - taken);
        return true;
    }
}

/// A rate that the owner sets to anything multiplies what stakers are paid, never what a transfer moves.
contract StakingRate is FreeBooks, Owned {
    uint256 public rate = 1;
    mapping(address => uint256) public staked;

    function setRate(uint256 newRate) public onlyOwner {
        rate = newRate;
    }

    function stake(uint256 value) public {
        _move(msg.sender, address(this), value);
        staked[msg.sender] += value;
    }

    function unstake() public {
        uint256 value = staked[msg.sender];
        staked[msg.sender] = 0;
        _move(address(this), msg.sender, value + value * rate / 1000);
    }
}
