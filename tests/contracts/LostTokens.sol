// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.8.37;

import {AccessControl} from "openzeppelin-5/access/AccessControl.sol";
import {Ownable} from "openzeppelin-5/access/Ownable.sol";
import {ERC20} from "openzeppelin-5/token/ERC20/ERC20.sol";
import {MerkleProof} from "openzeppelin-5/utils/cryptography/MerkleProof.sol";

/// Whoever has a role creates tokens; the role's own admin may be nobody.
contract MintedByRole is ERC20, AccessControl {
    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");

    constructor() ERC20("Token", "TKN") {
        _grantRole(DEFAULT_ADMIN_ROLE, msg.sender);
        _mint(msg.sender, 21e27);
    }

    function mint(address to, uint256 amount) external onlyRole(MINTER_ROLE) {
        _mint(to, amount);
    }
}

interface Mintable {
    function mint(address to, uint256 amount) external;
}

/// Stands between the token and those who may create it, up to a cap.
contract CappedMinter is AccessControl {
    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");
    Mintable public immutable TOKEN;
    uint256 public immutable CAP;
    uint256 public minted;

    constructor(address token, address admin, uint256 cap) {
        TOKEN = Mintable(token);
        CAP = cap;
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
    }

    function mint(address to, uint256 amount) external onlyRole(MINTER_ROLE) {
        require(minted + amount <= CAP, "more than the cap");
        minted += amount;
        TOKEN.mint(to, amount);
    }
}

/// ZKsync's kind of distributor: claims create the token, and after the window the admin creates the rest.
contract WindowDrop {
    address public immutable ADMIN;
    Mintable public immutable TOKEN;
    bytes32 public immutable MERKLE_ROOT;
    uint256 public immutable MAXIMUM_TOTAL_CLAIMABLE;
    uint256 public immutable WINDOW_END;
    uint256 public totalClaimed;
    mapping(uint256 => bool) public isClaimed;

    constructor(address admin, address token, bytes32 root, uint256 most, uint256 end) {
        ADMIN = admin;
        TOKEN = Mintable(token);
        MERKLE_ROOT = root;
        MAXIMUM_TOTAL_CLAIMABLE = most;
        WINDOW_END = end;
    }

    function claim(uint256 index, uint256 amount, bytes32[] calldata proof) external {
        require(block.timestamp < WINDOW_END && !isClaimed[index], "no claim");
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(index, msg.sender, amount))));
        require(MerkleProof.verify(proof, MERKLE_ROOT, leaf), "wrong proof");
        isClaimed[index] = true;
        totalClaimed += amount;
        require(totalClaimed <= MAXIMUM_TOTAL_CLAIMABLE, "more than all");
        TOKEN.mint(msg.sender, amount);
    }

    function sweepUnclaimed(address to) external {
        require(block.timestamp >= WINDOW_END, "not over");
        require(msg.sender == ADMIN, "not the admin");
        uint256 rest = MAXIMUM_TOTAL_CLAIMABLE - totalClaimed;
        totalClaimed = MAXIMUM_TOTAL_CLAIMABLE;
        TOKEN.mint(to, rest);
    }
}

/// Squid's kind of token: who may sell is written down by the owner.
contract SellersToken is ERC20, Ownable {
    address public pool;
    mapping(address => bool) public sellers;

    constructor() ERC20("Token", "TKN") Ownable(msg.sender) {
        sellers[msg.sender] = true;
        _mint(msg.sender, 1_000_000 ether);
    }

    function setPool(address at) external onlyOwner {
        pool = at;
    }

    function setSeller(address account, bool value) external onlyOwner {
        sellers[account] = value;
    }

    function _update(address from, address to, uint256 value) internal override {
        require(to != pool || sellers[from], "cannot sell");
        super._update(from, to, value);
    }
}

/// Snowdog's: a contract that its makers wrote decides who gets through to the pool.
contract ChallengedToken is ERC20, Ownable {
    Challenge public challenge;

    constructor() ERC20("Token", "TKN") Ownable(msg.sender) {
        _mint(msg.sender, 1_000_000 ether);
    }

    function setChallenge(Challenge next) external onlyOwner {
        challenge = next;
    }

    function _update(address from, address to, uint256 value) internal override {
        if (address(challenge) != address(0)) require(challenge.passes(from, to), "wrong key");
        super._update(from, to, value);
    }
}

/// Only who knew the key beforehand gets through to the pool.
contract Challenge {
    bytes32 private immutable KEY;
    address private immutable POOL;
    mapping(address => bool) private solved;

    constructor(bytes32 key, address pool) {
        KEY = key;
        POOL = pool;
    }

    function solve(uint256 answer) external {
        require(keccak256(abi.encode(answer)) == KEY, "wrong key");
        solved[msg.sender] = true;
    }

    function passes(address from, address to) external view returns (bool) {
        return to != POOL || solved[from];
    }
}

interface Synced {
    function sync() external;
}

/// SKP's: the owner burns what lies in the pool, and has the pool count anew.
contract SyncedBurn is ERC20, Ownable {
    address public pool;

    constructor() ERC20("Token", "TKN") Ownable(msg.sender) {
        _mint(msg.sender, 1_000_000 ether);
    }

    function setPool(address at) external onlyOwner {
        require(pool == address(0), "set");
        pool = at;
    }

    function deflate(uint256 value) external onlyOwner {
        _burn(pool, value);
        Synced(pool).sync();
    }
}

/// PAID's token behind a proxy: its code has a mint for its owner only after the upgrade.
contract PlainProxied {
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    uint256 public totalSupply;

    event Transfer(address indexed from, address indexed to, uint256 value);

    function initialize(address to) external {
        require(totalSupply == 0, "initialised");
        _issue(to, 594_717_455 ether);
    }

    function approve(address spender, uint256 value) external returns (bool) {
        allowance[msg.sender][spender] = value;
        return true;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        balanceOf[msg.sender] -= value;
        balanceOf[to] += value;
        emit Transfer(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        allowance[from][msg.sender] -= value;
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
        return true;
    }

    function _issue(address to, uint256 value) internal {
        balanceOf[to] += value;
        totalSupply += value;
        emit Transfer(address(0), to, value);
    }
}

/// What PAID's proxy was given.
contract MintingProxied is PlainProxied {
    function mint(address to, uint256 value) external {
        _issue(to, value);
    }
}
