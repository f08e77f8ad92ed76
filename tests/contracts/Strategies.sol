// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.6.5;

import "./Books.sol";
import "./Custody.sol";

interface Strategy {
    function want() external view returns (address);
    function deposit(uint256 amount) external;
    function withdraw(uint256 amount) external;
    function balanceOf() external view returns (uint256);
}

/// Shares in what a strategy makes of the deposits.
contract StrategyVault is Books, Owned {
    Token public asset;
    Strategy public strategy;

    function balance() public view returns (uint256) {
        return asset.balanceOf(address(this)) + strategy.balanceOf();
    }

    function deposit(uint256 amount) public {
        uint256 pool = balance();
        require(asset.transferFrom(msg.sender, address(this), amount), "not paid");
        earn();
        _issue(msg.sender, totalSupply == 0 ? amount : amount * totalSupply / pool);
    }

    function earn() public {
        uint256 idle = asset.balanceOf(address(this));
        require(asset.transfer(address(strategy), idle), "not sent");
        strategy.deposit(idle);
    }

    function withdraw(uint256 shares) public {
        uint256 amount = balance() * shares / totalSupply;
        require(balanceOf[msg.sender] >= shares, "balance too low");
        balanceOf[msg.sender] -= shares;
        totalSupply -= shares;
        uint256 idle = asset.balanceOf(address(this));
        if (idle < amount) strategy.withdraw(amount - idle);
        require(asset.transfer(msg.sender, amount), "not sent");
    }
}

/// The owner names another strategy whenever he likes.
contract SwappableVault is StrategyVault {
    function setStrategy(Strategy next) public onlyOwner {
        strategy = next;
    }
}

/// First announced, then named two days later.
contract DelayedVault is StrategyVault {
    Strategy public candidate;
    uint256 public announced;

    function propose(Strategy next) public onlyOwner {
        candidate = next;
        announced = block.timestamp;
    }

    function upgrade() public onlyOwner {
        require(address(candidate) != address(0), "nothing announced");
        require(announced + 2 days < block.timestamp, "too early");
        strategy = candidate;
    }
}

/// The strategy takes what it is allowed to.
contract PulledVault is Deposits {
    Strategy public keeper;

    function setKeeper(Strategy next) public onlyOwner {
        keeper = next;
    }

    function deposit(uint256 amount) public override {
        super.deposit(amount);
        asset.approve(address(keeper), amount);
        keeper.deposit(amount);
    }

    function withdraw(uint256 amount) public override {
        keeper.withdraw(amount);
        super.withdraw(amount);
    }
}

/// The owner lets a spender take the deposits.
contract ApprovingVault is Deposits {
    function approveSpender(address spender) public onlyOwner {
        asset.approve(spender, asset.balanceOf(address(this)));
    }
}
