// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.24;

import {Ownable} from "openzeppelin-5/access/Ownable.sol";
import {ERC20} from "openzeppelin-5/token/ERC20/ERC20.sol";
import {IERC20} from "openzeppelin-5/token/ERC20/IERC20.sol";
import {ERC4626} from "openzeppelin-5/token/ERC20/extensions/ERC4626.sol";
import {SafeERC20} from "openzeppelin-5/token/ERC20/utils/SafeERC20.sol";
import {MerkleProof} from "openzeppelin-5/utils/cryptography/MerkleProof.sol";
import {BitMaps} from "openzeppelin-5/utils/structs/BitMaps.sol";

/// A vault whose owner may take any token, the deposited one too.
contract Oz5RescuingVault is ERC4626, Ownable {
    using SafeERC20 for IERC20;

    constructor(IERC20 asset) ERC20("Vault", "VLT") ERC4626(asset) Ownable(msg.sender) {}

    function rescue(IERC20 token, address to) external onlyOwner {
        token.safeTransfer(to, token.balanceOf(address(this)));
    }
}

/// The owner takes the deposited token itself.
contract Oz5OwnerVault is ERC4626, Ownable {
    using SafeERC20 for IERC20;

    constructor(IERC20 asset) ERC20("Vault", "VLT") ERC4626(asset) Ownable(msg.sender) {}

    function invest(address to, uint256 amount) external onlyOwner {
        IERC20(asset()).safeTransfer(to, amount);
    }
}

/// Foreign tokens alone.
contract Oz5HonestVault is ERC4626, Ownable {
    using SafeERC20 for IERC20;

    constructor(IERC20 asset) ERC20("Vault", "VLT") ERC4626(asset) Ownable(msg.sender) {}

    function rescue(IERC20 token, address to) external onlyOwner {
        require(address(token) != asset(), "deposited");
        token.safeTransfer(to, token.balanceOf(address(this)));
    }
}

/// A token that holds nobody's deposits may rescue what it likes.
contract Oz5RescuingToken is ERC20, Ownable {
    using SafeERC20 for IERC20;

    constructor() ERC20("Token", "TKN") Ownable(msg.sender) {
        _mint(msg.sender, 1e24);
    }

    function rescue(IERC20 token, address to) external onlyOwner {
        token.safeTransfer(to, token.balanceOf(address(this)));
    }
}

/// A fixed root and nothing else.
contract Oz5Drop {
    using SafeERC20 for IERC20;
    using BitMaps for BitMaps.BitMap;

    IERC20 public immutable token = IERC20(address(0x70cE));
    bytes32 public immutable root = bytes32(uint256(7));
    BitMaps.BitMap private _claimed;

    function claim(uint256 index, address account, uint256 amount, bytes32[] calldata proof) external {
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(index, account, amount))));
        require(!_claimed.get(index) && MerkleProof.verifyCalldata(proof, root, leaf), "no claim");
        _claimed.set(index);
        token.safeTransfer(account, amount);
    }
}

/// The same with a root that the owner replaces.
contract Oz5MutableDrop is Ownable {
    using SafeERC20 for IERC20;

    IERC20 public immutable token = IERC20(address(0x70cE));
    bytes32 public root;
    mapping(address => uint256) public claimed;

    constructor() Ownable(msg.sender) {}

    function setRoot(bytes32 next) external onlyOwner {
        root = next;
    }

    function claim(uint256 amount, bytes32[] calldata proof) external {
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(msg.sender, amount))));
        require(MerkleProof.verifyCalldata(proof, root, leaf), "no claim");
        uint256 due = amount - claimed[msg.sender];
        claimed[msg.sender] = amount;
        token.safeTransfer(msg.sender, due);
    }
}
