// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.24;

import {Ownable} from "openzeppelin-5/access/Ownable.sol";
import {ERC20} from "openzeppelin-5/token/ERC20/ERC20.sol";
import {UUPSUpgradeable} from "openzeppelin-5/proxy/utils/UUPSUpgradeable.sol";

// Tokens to stand behind proxies, of which nobody can make any: whoever replaces the code is all there is to fear.

/// Its owner can do nothing but hand over.
contract PlainLogic is ERC20, Ownable {
    constructor() ERC20("", "") Ownable(msg.sender) {}

    function initialize(address newOwner) external {
        require(owner() == address(0), "initialized");
        _transferOwnership(newOwner);
    }
}

/// Its owner replaces it, in the slot of EIP-1967.
contract UupsPlainLogic is PlainLogic, UUPSUpgradeable {
    function _authorizeUpgrade(address) internal override onlyOwner {}
}

/// The same, and whoever likes replaces it.
contract OpenUupsLogic is PlainLogic, UUPSUpgradeable {
    function _authorizeUpgrade(address) internal override {}
}

/// Its owner replaces it, and the next version creates tokens as its owner likes.
contract UupsMintingLogic is UupsPlainLogic {
    function mint(address to, uint256 value) external onlyOwner {
        _mint(to, value);
    }
}

/// Its owner replaces it, in the slot of EIP-1822.
contract ProxiableLogic is PlainLogic {
    function proxiableUUID() public pure returns (bytes32) {
        return 0xc5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7;
    }

    function updateCodeAddress(address logic) external onlyOwner {
        require(ProxiableLogic(logic).proxiableUUID() == proxiableUUID(), "not compatible");
        assembly {
            sstore(0xc5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7, logic)
        }
    }
}

/// As EIP-1822 has it: the code is in the slot of "PROXIABLE", and replaces itself.
contract Proxy1822 {
    constructor(address logic, address owner) {
        assembly {
            sstore(0xc5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7, logic)
        }
        (bool ok,) = logic.delegatecall(abi.encodeCall(PlainLogic.initialize, (owner)));
        require(ok);
    }

    fallback() external payable {
        assembly {
            let logic := sload(0xc5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7)
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), logic, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if iszero(ok) { revert(0, returndatasize()) }
            return(0, returndatasize())
        }
    }
}

/// Its first variable is the code of the Safe-style proxy that it stands behind; nothing changes it.
contract MasterCopyLogic {
    address internal masterCopy;
    address public owner;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;

    function initialize(address newOwner) external {
        require(owner == address(0), "initialized");
        owner = newOwner;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        balanceOf[msg.sender] -= value;
        balanceOf[to] += value;
        return true;
    }
}

/// The same, replaced by its owner.
contract ChangingMasterCopyLogic is MasterCopyLogic {
    function changeMasterCopy(address logic) external {
        require(msg.sender == owner, "owner");
        masterCopy = logic;
    }
}

/// A diamond's token: its books lie apart, and nobody but the diamond's owner is anybody.
contract TokenFacet {
    struct Books {
        uint256 supply;
        mapping(address => uint256) balances;
    }

    function totalSupply() external view returns (uint256) {
        return _books().supply;
    }

    function balanceOf(address account) external view returns (uint256) {
        return _books().balances[account];
    }

    function transfer(address to, uint256 value) external returns (bool) {
        Books storage books = _books();
        books.balances[msg.sender] -= value;
        books.balances[to] += value;
        return true;
    }

    function _books() internal pure returns (Books storage books) {
        assembly {
            books.slot := 0x7275677269736b00000000000000000000000000000000000000000000000000
        }
    }
}

/// A facet that creates tokens in the books of another, for the diamond's owner.
contract MintFacet is TokenFacet {
    // The fifth word of the reference diamond's storage.
    uint256 private constant OWNER = 0xc8fcad8db84d3cc18b4c41d551ea0ee66dd599cde068d998e57d5e09332c1320;

    function mint(address to, uint256 value) external {
        address owner;
        assembly {
            owner := sload(OWNER)
        }
        require(msg.sender == owner, "owner");
        _books().supply += value;
        _books().balances[to] += value;
    }
}

/// Says what suits it: the books are said to be kept by the one facet, and another one keeps them.
contract LyingLoupe {
    struct Facet {
        address facetAddress;
        bytes4[] functionSelectors;
    }

    address private immutable SHOWN;

    constructor(address shown) {
        SHOWN = shown;
    }

    function facets() external view returns (Facet[] memory all) {
        all = new Facet[](1);
        all[0].facetAddress = SHOWN;
        all[0].functionSelectors = new bytes4[](3);
        all[0].functionSelectors[0] = TokenFacet.totalSupply.selector;
        all[0].functionSelectors[1] = TokenFacet.balanceOf.selector;
        all[0].functionSelectors[2] = TokenFacet.transfer.selector;
    }
}
