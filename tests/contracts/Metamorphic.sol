// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.5.0 <0.8.0;

import "./Owned.sol";

/// What is made here copies the code of whatever address its maker names at that moment.
contract FetchingFactory is Owned {
    address public implementation;

    function deploy(address from, bytes32 salt) public onlyOwner returns (address made) {
        implementation = from;
        bytes memory code = hex"5860208158601c335a63aaf10f428752fa158151803b80938091923cf3";
        assembly {
            made := create2(0, add(code, 32), mload(code), salt)
        }
        require(made != address(0), "failed");
    }

    function getImplementation() public view returns (address) {
        return implementation;
    }
}

/// The maker can destroy itself, and be made anew where it stood.
contract MortalFactory is Owned {
    function deploy(bytes memory code, bytes32 salt) public onlyOwner returns (address made) {
        assembly {
            made := create2(0, add(code, 32), mload(code), salt)
        }
    }

    function close() public onlyOwner {
        selfdestruct(msg.sender);
    }
}

/// A factory of clones at addresses that are known beforehand.
contract CloneFactory is Owned {
    function clone(bytes32 salt) public returns (address made) {
        bytes memory code = hex"3d602d80600a3d3981f3363d3d373d3d3d363d7300c0ffee254729296a45a3885639ac7e10f9d549795af43d82803e903d91602b57fd5bf3";
        assembly {
            made := create2(0, add(code, 32), mload(code), salt)
        }
    }
}
