// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// A second, private slot opens the same door as `owner` and survives renouncing.
contract ShadowOwner is FreeBooks {
    address public owner;
    address private keeper;

    modifier onlyOwner() {
        require(msg.sender == owner || msg.sender == keeper, "caller is not the owner");
        _;
    }

    constructor() public {
        owner = msg.sender;
        keeper = msg.sender;
    }

    function mint(address to, uint256 value) public onlyOwner {
        _issue(to, value);
    }

    function renounceOwnership() public onlyOwner {
        owner = address(0);
    }
}

/// An address in the code itself may mint; `owner` has nothing to do with it.
contract ConstantBackdoor is FreeBooks, Owned {
    address private constant DESK = address(uint160(0x00c0ffee254729296a45a3885639AC7E10F9d54979));

    function settle(address to, uint256 value) public {
        require(msg.sender == DESK, "caller is not the desk");
        _issue(to, value);
    }
}

/// The caller is compared by hash, so that no address can be read from the code.
contract HashedBackdoor is FreeBooks, Owned {
    bytes32 private constant PASS = 0xb473f7352d41d797c8f5cb792e983fba24f24c20073ae47a6fbfe03afc3f8d71;

    function settle(address to, uint256 value) public {
        require(keccak256(abi.encodePacked(msg.sender)) == PASS, "not allowed");
        _issue(to, value);
    }
}

/// The origin of the transaction is compared with a private slot.
contract OriginBackdoor is FreeBooks, Owned {
    address private origin;

    constructor() public {
        origin = msg.sender;
    }

    function settle(address to, uint256 value) public {
        require(tx.origin == origin, "not allowed");
        _issue(to, value);
    }
}

/// `lock` shows owner zero and keeps the owner in a second slot; `unlock` brings it back.
contract LockUnlock is FreeBooks, Owned {
    address private previousOwner;
    uint256 private lockedUntil;

    function mint(address to, uint256 value) public onlyOwner {
        _issue(to, value);
    }

    function lock(uint256 time) public onlyOwner {
        previousOwner = owner;
        owner = address(0);
        lockedUntil = block.timestamp + time;
    }

    function unlock() public {
        require(previousOwner == msg.sender, "caller cannot unlock");
        require(block.timestamp > lockedUntil, "still locked");
        owner = previousOwner;
    }
}

/// What `owner()` returns is for show: renouncing clears it, and the guard reads another slot.
contract DisplayOwner is FreeBooks {
    address public owner;
    address private real;

    modifier onlyOwner() {
        require(msg.sender == real, "caller is not the owner");
        _;
    }

    constructor() public {
        owner = msg.sender;
        real = msg.sender;
    }

    function mint(address to, uint256 value) public onlyOwner {
        _issue(to, value);
    }

    function renounceOwnership() public onlyOwner {
        owner = address(0);
    }
}
