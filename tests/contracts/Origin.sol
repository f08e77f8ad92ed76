// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// The owner is whoever signed the transaction.
contract OriginOwner is FreeBooks {
    address public owner;

    constructor() public {
        owner = msg.sender;
    }

    function mint(address to, uint256 value) public {
        require(tx.origin == owner, "not the owner");
        _issue(to, value);
    }
}

/// So are those on a list.
contract OriginList is FreeBooks, Owned {
    mapping(address => bool) public keepers;
    uint256 public rate;

    function setKeeper(address account, bool isKeeper) public onlyOwner {
        keepers[account] = isKeeper;
    }

    function setRate(uint256 value) public {
        require(keepers[tx.origin], "not a keeper");
        rate = value;
    }
}

/// Contracts are kept out; nobody is trusted.
contract NoContracts is FreeBooks, Owned {
    function claim() public {
        require(msg.sender == tx.origin, "no contracts");
        require(allowance[address(this)][msg.sender] == 0, "claimed before");
        allowance[address(this)][msg.sender] = 1;
    }

    function mint(address to, uint256 value) public onlyOwner {
        require(tx.origin == msg.sender, "no contracts");
        _issue(to, value);
    }
}

/// The signer is noted, and asked for nothing.
contract OriginNote is FreeBooks, Owned {
    address public lastSigner;

    function mint(address to, uint256 value) public onlyOwner {
        lastSigner = tx.origin;
        _issue(to, value);
    }
}
