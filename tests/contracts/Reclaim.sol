// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// An address in the code makes itself the owner again.
contract ConstantRestore is FreeBooks, Owned {
    address private constant HOME = address(uint160(0x00c0ffee254729296a45a3885639AC7E10F9d54979));

    function restore() public {
        require(msg.sender == HOME, "not allowed");
        owner = msg.sender;
    }
}

/// Whoever is on a list takes the ownership.
contract ListedRestore is FreeBooks, Owned {
    mapping(address => bool) private board;

    function seat(address account) public onlyOwner {
        board[account] = true;
    }

    function takeOver() public {
        require(board[msg.sender], "not on the board");
        owner = msg.sender;
    }
}

/// A two-step handover; renouncing forgets whom the owner had named.
contract TwoStep is FreeBooks {
    address public owner;
    address public pendingOwner;

    constructor() public {
        owner = msg.sender;
    }

    function transferOwnership(address newOwner) public {
        require(msg.sender == owner, "caller is not the owner");
        pendingOwner = newOwner;
    }

    function acceptOwnership() public {
        require(msg.sender == pendingOwner, "not named");
        owner = pendingOwner;
        pendingOwner = address(0);
    }

    function renounceOwnership() public {
        require(msg.sender == owner, "caller is not the owner");
        pendingOwner = address(0);
        owner = address(0);
    }
}

/// The owner is set when the contract is set up, once.
contract SetUpOnce is FreeBooks {
    address public owner;
    bool private ready;

    function setUp(address first) public {
        require(!ready, "set up before");
        ready = true;
        owner = first;
    }

    function renounceOwnership() public {
        require(msg.sender == owner, "caller is not the owner");
        owner = address(0);
    }
}
