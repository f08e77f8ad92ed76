// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.6.5;

import "./Custody.sol";

/// The owner takes all that was deposited.
contract OwnerVault is Deposits {
    function rebalance() public onlyOwner {
        require(asset.transfer(owner, asset.balanceOf(address(this))), "not sent");
    }
}

/// The same with coin, to whomever the owner likes, and booked as if that made it better.
contract OwnerBank is CoinDeposits {
    uint256 public lent;

    function lend(address payable to, uint256 amount) public onlyOwner {
        lent += amount;
        to.transfer(amount);
    }
}

/// The owner speaks in the vault's name.
contract ExecutingVault is Deposits {
    function execute(address target, bytes memory data) public onlyOwner {
        (bool done, ) = target.call(data);
        require(done, "failed");
    }
}

/// The total is lowered with it, which helps nobody.
contract TidyOwnerVault is Deposits {
    address public treasury;

    function collect(uint256 amount) public onlyOwner {
        total -= amount;
        _send(asset, treasury, amount);
    }
}

/// Only after a moment that stands in the vault.
contract ExpiringVault is Deposits {
    uint256 public end;

    function close() public onlyOwner {
        require(block.timestamp >= end, "too early");
        _send(asset, owner, asset.balanceOf(address(this)));
    }
}

/// Takes a hundredth of each deposit and lets the owner have that.
contract EarningVault is Deposits {
    uint256 public earned;

    function deposit(uint256 amount) public override {
        uint256 fee = amount / 100;
        require(asset.transferFrom(msg.sender, address(this), amount), "not paid");
        earned += fee;
        deposited[msg.sender] += amount - fee;
        total += amount - fee;
    }

    function collect() public onlyOwner {
        uint256 amount = earned;
        earned = 0;
        require(asset.transfer(owner, amount), "not sent");
    }
}

/// The owner takes what nobody is owed.
contract SurplusVault is Deposits {
    function skim(address to) public onlyOwner {
        _send(asset, to, asset.balanceOf(address(this)) - total);
    }

    function take(uint256 amount) public onlyOwner {
        require(total + amount <= asset.balanceOf(address(this)), "owed to others");
        _send(asset, owner, amount);
    }
}

/// Any token at all is lost and found.
contract RescuingVault is Deposits {
    function rescue(Token token, uint256 amount) public onlyOwner {
        require(token.transfer(owner, amount), "not sent");
    }
}

/// The same through a wrapper, to an account of the owner's choice, and for coin.
contract SweepingVault is Deposits {
    function emergency(Token token, address to) public onlyOwner {
        _send(token, to, token.balanceOf(address(this)));
    }

    function coin(address payable to) public onlyOwner {
        to.transfer(address(this).balance);
    }
}

/// Foreign tokens alone.
contract HonestVault is Deposits {
    function rescue(Token token, uint256 amount) public onlyOwner {
        require(token != asset, "deposited");
        require(token.transfer(owner, amount), "not sent");
    }
}

/// The fee on the way out is whatever the owner says.
contract FeeVault is Deposits {
    uint256 public fee;

    function setFee(uint256 value) public onlyOwner {
        fee = value;
    }

    function withdraw(uint256 amount) public override {
        _owe(msg.sender, amount);
        uint256 kept = amount * fee / 10000;
        require(asset.transfer(owner, kept), "not sent");
        require(asset.transfer(msg.sender, amount - kept), "not sent");
    }
}

/// The same, written as what is left, with a bound that is none.
contract RemainderFeeVault is Deposits {
    uint256 public fee;

    function configure(uint256 value) public onlyOwner {
        require(value <= 10000, "more than all");
        fee = value;
    }

    function withdraw(uint256 amount) public override {
        _owe(msg.sender, amount);
        _send(asset, msg.sender, amount * (10000 - fee) / 10000);
    }
}

/// At most five in a hundred.
contract BoundedFeeVault is Deposits {
    uint256 public fee;

    function setFee(uint256 value) public onlyOwner {
        require(value <= 500, "too much");
        fee = value;
    }

    function withdraw(uint256 amount) public override {
        _owe(msg.sender, amount);
        _send(asset, msg.sender, amount - amount * fee / 10000);
    }
}

/// A fee that nobody sets.
contract FixedFeeVault is Deposits {
    uint256 public fee = 30;

    function withdraw(uint256 amount) public override {
        _owe(msg.sender, amount);
        _send(asset, msg.sender, amount - amount * fee / 10000);
    }
}

/// Buys back at the price that the owner sets.
contract PricedDesk is CoinDeposits {
    uint256 public price;

    function setPrice(uint256 value) public onlyOwner {
        price = value;
    }

    function withdraw(uint256 amount) public override {
        require(deposited[msg.sender] >= amount, "more than deposited");
        deposited[msg.sender] -= amount;
        msg.sender.call{value: amount * price}("");
    }
}

interface Oracle {
    function price() external view returns (uint256);
}

/// Pays what a contract says that the owner names.
contract OracleDesk is Deposits {
    Oracle public oracle;

    function setOracle(Oracle next) public onlyOwner {
        oracle = next;
    }

    function withdraw(uint256 amount) public override {
        _owe(msg.sender, amount);
        _send(asset, msg.sender, amount * oracle.price() / 1e18);
    }
}

/// Pays by a price that stands in the code.
contract FixedDesk is CoinDeposits {
    uint256 private constant PRICE = 3;

    function withdraw(uint256 amount) public override {
        require(deposited[msg.sender] >= amount, "more than deposited");
        deposited[msg.sender] -= amount;
        msg.sender.call{value: amount / PRICE}("");
    }
}
