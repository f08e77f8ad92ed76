// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// A fixed supply and nothing else: no finding above info.
contract PlainToken is FreeBooks {}

/// Holders burn what is theirs, or what they were allowed to: no power over others.
contract BurnableToken is FreeBooks {
    function burn(uint256 value) public {
        _destroy(msg.sender, value);
    }

    function burnFrom(address from, uint256 value) public {
        _spend(from, value);
        _destroy(from, value);
    }

    function _destroy(address from, uint256 value) private {
        require(balanceOf[from] >= value, "balance too low");
        balanceOf[from] -= value;
        totalSupply -= value;
        emit Transfer(from, address(0), value);
    }
}

/// Its owner can change a link and nothing that touches a balance.
contract LinkedToken is FreeBooks, Owned {
    string public uri;

    function setUri(string memory newUri) public onlyOwner {
        uri = newUri;
    }
}

/// A second guard beside `owner`, public and over a harmless number: not a hidden owner's power over money.
contract CuratedToken is FreeBooks, Owned {
    address public curator;
    uint256 public featured;

    constructor() public {
        curator = msg.sender;
    }

    function feature(uint256 id) public {
        require(msg.sender == curator, "caller is not the curator");
        featured = id;
    }
}

/// A flag per account that stops its transfers, which only the account itself can set: no blacklist.
contract SelfLockToken is Books {
    mapping(address => bool) public lockedByHolder;

    function setLocked(bool locked) public {
        lockedByHolder[msg.sender] = locked;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(!lockedByHolder[msg.sender], "you locked your account");
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        require(!lockedByHolder[from], "holder locked the account");
        _spend(from, value);
        _move(from, to, value);
        return true;
    }
}

/// The owner's list of muted accounts gates a message board and no transfer.
contract BoardToken is FreeBooks, Owned {
    mapping(address => bool) public muted;
    event Posted(address indexed author, bytes32 message);

    function setMuted(address author, bool isMuted) public onlyOwner {
        muted[author] = isMuted;
    }

    function post(bytes32 message) public {
        require(!muted[msg.sender], "muted");
        emit Posted(msg.sender, message);
    }
}

/// The owner opens and closes a sale out of the contract's own stock; transfers never ask.
contract SaleToken is FreeBooks, Owned {
    bool public saleOpen;
    uint256 public price = 1 ether;

    function setSale(bool open) public onlyOwner {
        saleOpen = open;
    }

    function buy() public payable {
        require(saleOpen, "sale is closed");
        _move(address(this), msg.sender, msg.value / price);
    }
}

/// A lock against reentrancy is a flag read in a revert on the transfer path, and nobody's switch.
contract GuardedEntryToken is Books {
    bool private entered;

    modifier once() {
        require(!entered, "reentrant call");
        entered = true;
        _;
        entered = false;
    }

    function transfer(address to, uint256 value) public once returns (bool) {
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public once returns (bool) {
        _spend(from, value);
        _move(from, to, value);
        return true;
    }
}

/// Transfers open at a moment that stands in the code: nobody can move it.
contract FixedStartToken is Books, Owned {
    function transfer(address to, uint256 value) public returns (bool) {
        require(block.timestamp >= 1700000000 || msg.sender == owner, "not started");
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        require(block.timestamp >= 1700000000 || from == owner, "not started");
        _spend(from, value);
        _move(from, to, value);
        return true;
    }
}
