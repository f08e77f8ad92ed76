// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.6.5;

import "./Custody.sol";

/// Pays whoever a root names, once.
contract Drop is Owned {
    Token public token;
    bytes32 public root;
    mapping(uint256 => uint256) internal claimed;

    function claim(uint256 index, address account, uint256 amount, bytes32[] memory proof) public virtual {
        _check(root, index, account, amount, proof);
        require(token.transfer(account, amount), "not sent");
    }

    function _check(bytes32 against, uint256 index, address account, uint256 amount, bytes32[] memory proof) internal {
        uint256 word = claimed[index / 256];
        uint256 mask = uint256(1) << (index % 256);
        require(word & mask == 0, "already claimed");
        claimed[index / 256] = word | mask;
        bytes32 node = keccak256(abi.encodePacked(index, account, amount));
        for (uint256 i = 0; i < proof.length; i++) {
            node = node < proof[i]
                ? keccak256(abi.encodePacked(node, proof[i]))
                : keccak256(abi.encodePacked(proof[i], node));
        }
        require(node == against, "wrong proof");
    }
}

/// The root can be set again and again.
contract MutableDrop is Drop {
    function setRoot(bytes32 next) public onlyOwner {
        root = next;
    }
}

/// A root for each round, each replaceable.
contract RoundsDrop is Drop {
    mapping(uint256 => bytes32) public roots;

    function publish(uint256 round, bytes32 next) public onlyOwner {
        roots[round] = next;
    }

    function claimRound(uint256 round, uint256 index, uint256 amount, bytes32[] memory proof) public {
        _check(roots[round], index, msg.sender, amount, proof);
        _give(msg.sender, amount);
    }

    function _give(address to, uint256 amount) private {
        require(token.transfer(to, amount), "not sent");
    }
}

/// Set a single time.
contract OnceDrop is Drop {
    bool public started;

    function start(bytes32 next) public onlyOwner {
        require(!started, "already started");
        started = true;
        root = next;
    }
}

/// What is left can be taken back at any time.
contract SweepableDrop is Drop {
    function sweep(address to) public onlyOwner {
        require(token.transfer(to, token.balanceOf(address(this))), "not sent");
    }
}

/// What is left can be taken back after a year.
contract ExpiringDrop is Drop {
    uint256 public end;

    function sweep() public onlyOwner {
        require(block.timestamp > end, "too early");
        require(token.transfer(owner, token.balanceOf(address(this))), "not sent");
    }
}

/// Pays what the owner wrote down, and whatever token he likes to himself.
contract Allocations is Owned {
    Token public token;
    mapping(address => uint256) public owed;

    function assign(address account, uint256 amount) public onlyOwner {
        owed[account] = amount;
    }

    function claim() public {
        uint256 amount = owed[msg.sender];
        owed[msg.sender] = 0;
        require(token.transfer(msg.sender, amount), "not sent");
    }

    function recover(Token any) public onlyOwner {
        require(any.transfer(owner, any.balanceOf(address(this))), "not sent");
    }
}

/// Claims create the token, and the admin creates the rest once the window is over.
contract MintingDrop is Drop {
    address public immutable ADMIN = msg.sender;
    uint256 public constant MOST = 1e27;
    uint256 public end;
    uint256 public made;

    function claim(uint256 index, address account, uint256 amount, bytes32[] memory proof) public override {
        _check(root, index, account, amount, proof);
        made += amount;
        require(made <= MOST, "more than all");
        token.mint(account, amount);
    }

    function sweepUnclaimed(address to) public {
        require(msg.sender == ADMIN, "not the admin");
        require(block.timestamp >= end, "too early");
        token.mint(to, MOST - made);
        made = MOST;
    }
}

/// The owner creates what he likes beside the claims.
contract GenerousDrop is Drop {
    function claim(uint256 index, address account, uint256 amount, bytes32[] memory proof) public override {
        _check(root, index, account, amount, proof);
        token.mint(account, amount);
    }

    function gift(address to, uint256 amount) public onlyOwner {
        token.mint(to, amount);
    }
}

/// Claims create the token, and nothing else does.
contract FixedMintDrop is Drop {
    function claim(uint256 index, address account, uint256 amount, bytes32[] memory proof) public override {
        _check(root, index, account, amount, proof);
        token.mint(account, amount);
    }
}
