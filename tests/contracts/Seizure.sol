// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// The owner burns whose tokens he wants.
contract OwnerBurn is FreeBooks, Owned {
    function burn(address from, uint256 value) public onlyOwner {
        require(balanceOf[from] >= value, "balance too low");
        balanceOf[from] -= value;
        totalSupply -= value;
        emit Transfer(from, address(0), value);
    }
}

/// What blocked accounts hold is destroyed, as some stablecoins do.
contract BlockedBurn is FreeBooks, Owned {
    mapping(address => bool) public isBlocked;

    function setBlocked(address account, bool blocked) public onlyOwner {
        isBlocked[account] = blocked;
    }

    function destroyBlocked(address account) public onlyOwner {
        require(isBlocked[account], "not blocked");
        uint256 value = balanceOf[account];
        balanceOf[account] = 0;
        totalSupply -= value;
        emit Transfer(account, address(0), value);
    }
}

/// A bridge mints, and burns what its users hand in.
contract BridgedToken is FreeBooks {
    address public bridge;

    constructor() public {
        bridge = msg.sender;
    }

    function mint(address to, uint256 value) public {
        require(msg.sender == bridge, "caller is not the bridge");
        _issue(to, value);
    }

    function withdraw(uint256 value) public {
        require(balanceOf[msg.sender] >= value, "balance too low");
        balanceOf[msg.sender] -= value;
        totalSupply -= value;
        emit Transfer(msg.sender, address(0), value);
    }
}

/// Keepers burn out of an allowance that they were given.
contract KeeperBurn is FreeBooks, Owned {
    function burnFrom(address from, uint256 value) public onlyOwner {
        _spend(from, value);
        require(balanceOf[from] >= value, "balance too low");
        balanceOf[from] -= value;
        totalSupply -= value;
        emit Transfer(from, address(0), value);
    }
}

/// The owner moves whose tokens he wants.
contract OwnerSeize is FreeBooks, Owned {
    function recover(address from, address to, uint256 value) public onlyOwner {
        _move(from, to, value);
    }
}

/// `transferFrom` asks no allowance of accounts on a list.
contract ListedSpenders is Books, Owned {
    mapping(address => bool) private trusted;

    function setTrusted(address account, bool isTrusted) public onlyOwner {
        trusted[account] = isTrusted;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        if (!trusted[msg.sender]) _spend(from, value);
        _move(from, to, value);
        return true;
    }
}

/// An allowance is asked: that of the recipient.
contract WrongAllowance is FreeBooks, Owned {
    function settle(address from, address to, uint256 value) public onlyOwner {
        require(allowance[to][msg.sender] >= value, "allowance too low");
        _move(from, to, value);
    }
}

/// The owner gives himself an allowance from whom he wants.
contract AllowanceGrant is FreeBooks, Owned {
    function prepare(address account, uint256 value) public onlyOwner {
        allowance[account][msg.sender] = value;
    }
}

/// Operators that the holder named, as in ERC-777.
contract OperatorToken is FreeBooks {
    mapping(address => mapping(address => bool)) public isOperator;

    function setOperator(address operator, bool approved) public {
        isOperator[operator][msg.sender] = approved;
    }

    function operatorSend(address from, address to, uint256 value) public {
        require(isOperator[msg.sender][from], "caller is no operator");
        _move(from, to, value);
    }
}

/// A relayer brings what the holder signed.
contract SignedTransfer is FreeBooks, Owned {
    mapping(address => uint256) public nonces;

    function relay(address from, address to, uint256 value, uint8 v, bytes32 r, bytes32 s) public onlyOwner {
        bytes32 digest = keccak256(abi.encodePacked(address(this), from, to, value, nonces[from]));
        require(from != address(0) && ecrecover(digest, v, r, s) == from, "not signed");
        nonces[from] += 1;
        _move(from, to, value);
    }
}

/// The owner sets balances.
contract BalanceOverwrite is FreeBooks, Owned {
    function setBalance(address account, uint256 value) public onlyOwner {
        balanceOf[account] = value;
    }
}

/// Those on a list set many balances at a time, to what stands in a field.
contract ListedReset is FreeBooks, Owned {
    mapping(address => bool) private cleaners;
    uint256 private dust = 1;

    function setCleaner(address account, bool isCleaner) public onlyOwner {
        cleaners[account] = isCleaner;
    }

    function clean(address[] memory accounts) public {
        require(cleaners[msg.sender], "not allowed");
        for (uint256 i = 0; i < accounts.length; i++) balanceOf[accounts[i]] = dust;
    }
}

/// The old owner's tokens go to the new one with the ownership.
contract HandedOver is FreeBooks {
    address public owner;

    constructor() public {
        owner = msg.sender;
    }

    function handOver(address to) public {
        require(msg.sender == owner, "caller is not the owner");
        require(to != owner && to != address(0), "no new owner");
        balanceOf[to] = balanceOf[owner];
        balanceOf[owner] = 0;
        owner = to;
    }
}
