// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.6.2;

/// The implementation stands in a slot hashed from our own word, as EIP-1822 did; the admin replaces it.
contract HashedSlotProxy {
    bytes32 private constant LOGIC = keccak256("rugrisk.tests.logic");
    address private admin;

    constructor(address logic) public {
        admin = msg.sender;
        _set(logic);
    }

    function upgradeTo(address logic) external {
        require(msg.sender == admin);
        _set(logic);
    }

    fallback() external payable {
        bytes32 slot = LOGIC;
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), sload(slot), 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch ok
            case 0 { revert(0, returndatasize()) }
            default { return(0, returndatasize()) }
        }
    }

    function _set(address logic) private {
        bytes32 slot = LOGIC;
        assembly {
            sstore(slot, logic)
        }
    }
}

/// The target is looked up by selector in a mapping that the owner fills.
contract FacetProxy {
    mapping(bytes4 => address) private facets;
    address private owner;

    constructor() public {
        owner = msg.sender;
    }

    function setFacet(bytes4 selector, address facet) external {
        require(msg.sender == owner);
        facets[selector] = facet;
    }

    fallback() external payable {
        address facet = facets[msg.sig];
        require(facet != address(0), "no facet");
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), facet, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch ok
            case 0 { revert(0, returndatasize()) }
            default { return(0, returndatasize()) }
        }
    }
}

/// The implementation is an immutable: a proxy for ever, and never another.
contract FixedProxy {
    address private immutable logic;

    constructor(address logic_) public {
        logic = logic_;
    }

    fallback() external payable {
        address target = logic;
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), target, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch ok
            case 0 { revert(0, returndatasize()) }
            default { return(0, returndatasize()) }
        }
    }
}
