// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// The textbook case: the owner mints any amount to anybody.
contract OwnerMint is FreeBooks, Owned {
    function mint(address to, uint256 value) public onlyOwner {
        _issue(to, value);
    }
}

/// Minting under an innocent name: "liquidity" is credited to the admin.
contract LiquidityMint is FreeBooks {
    address public admin;

    constructor() public {
        admin = msg.sender;
    }

    function addLiquidity(uint256 value) public {
        if (msg.sender != admin) revert("caller is not the admin");
        _issue(admin, value);
    }
}

/// No amount to choose, but the same constant again and again: still unbounded.
contract RewardMint is FreeBooks, Owned {
    function collectReward() public onlyOwner {
        _issue(owner, 500000 ether);
    }
}

/// Minters stand in a mapping that the owner fills.
contract ListedMinters is FreeBooks, Owned {
    mapping(address => bool) public minters;

    function setMinter(address account, bool isMinter) public onlyOwner {
        minters[account] = isMinter;
    }

    function issue(address to, uint256 value) public {
        require(minters[msg.sender] == true, "caller is not a minter");
        _issue(to, value);
    }
}

/// Minters have a role that goes by a name.
contract NamedRoles is FreeBooks, Owned {
    struct Role {
        mapping(address => bool) bearers;
    }

    mapping(string => Role) private roles;

    constructor() public {
        roles["minter"].bearers[msg.sender] = true;
    }

    function setRole(string memory role, address account, bool has) public onlyOwner {
        roles[role].bearers[account] = has;
    }

    function hasRole(address account, string memory role) public view returns (bool) {
        return roles[role].bearers[account];
    }

    function issue(address to, uint256 value) public {
        require(hasRole(msg.sender, "minter"), "caller is not a minter");
        _issue(to, value);
    }
}

/// A constant cap on the supply lies on the only minting path.
contract CappedMint is FreeBooks, Owned {
    uint256 public constant CAP = 2000000 ether;

    function mint(address to, uint256 value) public onlyOwner {
        require(value <= CAP, "above the cap");
        require(totalSupply + value <= CAP, "above the cap");
        _issue(to, value);
    }
}

/// The cap asked after the fact, as if/revert.
contract CappedAfterMint is FreeBooks, Owned {
    function mint(address to, uint256 value) public onlyOwner {
        require(value < 1000000000 ether, "too much at once");
        _issue(to, value);
        if (totalSupply > 2000000 ether) revert("above the cap");
    }
}
