// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

interface IHook {
    function beforeTransfer(address from, address to, uint256 value) external;
    function isOpen() external view returns (bool);
    function taken(address from, uint256 value) external returns (uint256);
}

interface IBooks {
    function balanceOf(address account) external view returns (uint256);
    function move(address from, address to, uint256 value) external returns (bool);
}

interface IRouter {
    function sell(uint256 value, address payout) external;
}

/// A hook that the owner names hears of every transfer, and may refuse it.
contract HookedToken is Books, Owned {
    IHook public hook;

    function setHook(IHook newHook) public onlyOwner {
        hook = newHook;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        if (address(hook) != address(0)) hook.beforeTransfer(msg.sender, to, value);
        _move(msg.sender, to, value);
        return true;
    }
}

/// Another contract says whether trading is open.
contract AskedController is Books, Owned {
    IHook public controller;

    function setController(IHook newController) public onlyOwner {
        controller = newController;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(controller.isOpen(), "not open");
        _move(msg.sender, to, value);
        return true;
    }
}

/// Another contract says how much is taken from the sender.
contract AskedAmount is Books, Owned {
    IHook private bridge;

    function setBridge(IHook newBridge) public onlyOwner {
        bridge = newBridge;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(balanceOf[msg.sender] >= value, "balance too low");
        balanceOf[msg.sender] = bridge.taken(msg.sender, value) - value;
        balanceOf[to] += value;
        emit Transfer(msg.sender, to, value);
        return true;
    }
}

/// The books are kept by another contract, which the owner can replace.
contract KeptElsewhere is Owned {
    IBooks public books;

    function setBooks(IBooks newBooks) public onlyOwner {
        books = newBooks;
    }

    function balanceOf(address account) public view returns (uint256) {
        return books.balanceOf(account);
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(books.move(msg.sender, to, value), "refused");
        return true;
    }
}

/// The hook was named once and for all.
contract FixedHook is Books {
    IHook public hook;

    constructor(IHook named) public {
        hook = named;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        hook.beforeTransfer(msg.sender, to, value);
        _move(msg.sender, to, value);
        return true;
    }
}

/// The contract sells its own fees by a router that can be replaced; the router hears nothing of the transfer.
contract SettableRouter is Books, Owned {
    IRouter public router;
    address private payout;

    function setRouter(IRouter newRouter) public onlyOwner {
        router = newRouter;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        if (balanceOf[address(this)] > 1000 ether) router.sell(balanceOf[address(this)], payout);
        _move(msg.sender, to, value);
        return true;
    }
}

/// Another contract is asked outside transfers.
contract PricedElsewhere is FreeBooks, Owned {
    IHook public oracle;
    uint256 public price;

    function setOracle(IHook newOracle) public onlyOwner {
        oracle = newOracle;
    }

    function update(uint256 value) public {
        price = oracle.taken(msg.sender, value);
    }
}
