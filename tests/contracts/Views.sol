// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Owned.sol";

/// The ledger without its views.
contract BareBooks is Owned {
    mapping(address => uint256) internal books;
    uint256 internal supply = 1000000 ether;

    event Transfer(address indexed from, address indexed to, uint256 value);

    constructor() public {
        books[msg.sender] = supply;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(books[msg.sender] >= value, "balance too low");
        books[msg.sender] -= value;
        books[to] += value;
        emit Transfer(msg.sender, to, value);
        return true;
    }
}

/// The pool is shown another balance than everybody else.
contract TwoFacedBalance is BareBooks {
    address private pool = address(uint160(0x00c0ffee254729296a45a3885639AC7E10F9d54979));

    function balanceOf(address account) public view returns (uint256) {
        if (msg.sender == pool) return 0;
        return books[account];
    }

    function totalSupply() public view returns (uint256) {
        return supply;
    }
}

/// Accounts that hold nothing are shown a gift.
contract BaitBalance is BareBooks {
    mapping(address => bool) private touched;
    uint256 private bait = 500 ether;

    function balanceOf(address account) public view returns (uint256) {
        if (!touched[account]) return bait;
        return books[account];
    }

    function totalSupply() public view returns (uint256) {
        return supply;
    }
}

/// The owner is shown another supply.
contract TwoFacedSupply is BareBooks {
    function balanceOf(address account) public view returns (uint256) {
        return books[account];
    }

    function totalSupply() public view returns (uint256) {
        if (tx.origin == owner) return supply * 2;
        return supply;
    }
}

/// Shares of a whole that grows: the balance follows from the entry.
contract RebasingToken is BareBooks {
    uint256 private whole = 1000000 ether;

    function rebase(uint256 value) public onlyOwner {
        require(value < whole * 2, "too much");
        whole = value;
    }

    function balanceOf(address account) public view returns (uint256) {
        return books[account] * whole / supply;
    }

    function totalSupply() public view returns (uint256) {
        return whole;
    }
}

/// A locked balance melts with time, down to nothing.
contract MeltingVotes is BareBooks {
    uint256 private melted = 2000000000;

    function balanceOf(address account) public view returns (uint256) {
        if (block.timestamp >= melted) return 0;
        return books[account] * (melted - block.timestamp) / 126144000;
    }

    function totalSupply() public view returns (uint256) {
        return supply;
    }
}
