#!/usr/bin/env bash
# Packs the tool and the libraries, checks their metadata, and uses them as a user would: a project outside of this
# repository compiles the feature map of the engine's README and the custom examples against the packages, and the installed tool runs sweeps with them.
# Run it after a build.
set -euo pipefail
shopt -s globstar nullglob
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
place=$(mktemp -d)
done=0
finish() {
    rm -rf "$place"
    echo "  succeeded: $done"
    echo "  failed: $((4 - done))"
}
trap finish EXIT

for project in Engine Analysis Hosting Grains.Interfaces; do
    dotnet pack "src/$project" --configuration Release --no-build --output "$place/feed" --verbosity quiet
done

# The tool is compiled for each platform that it is packed for; here, only for this one.
platform=$(dotnet msbuild src/Client -getProperty:NETCoreSdkPortableRuntimeIdentifier)
dotnet pack src/Client --configuration Release --output "$place/feed" --verbosity quiet -p:ToolPlatforms="$platform"

# has PACKAGE WHAT COMMAND...: fails with a sentence if the command does.
has() {
    local package=$1 what=$2
    shift 2
    "$@" > /dev/null || { echo "$package has no $what"; exit 1; }
}

for package in Symmetry.Engine Symmetry.Analysis Symmetry.Hosting Symmetry.Grains.Interfaces "Symmetry.Distributed.$platform"; do
    archive=$(ls "$place/feed/$package".0*.nupkg)
    content=$place/content/$package
    mkdir -p "$content"
    unzip -q "$archive" -d "$content"
    manifest=$content/$package.nuspec
    for file in README.md icon.png; do
        has "$package" "$file" test -s "$content/$file"
    done
    for element in '<license type="expression">MIT<' '<readme>README.md<' '<icon>icon.png<' '<repository type="git"'; do
        has "$package" "$element" grep -F -- "$element" "$manifest"
    done
    has "$package" "description of at least 40 characters" grep -E '<description>.{40,}</description>' "$manifest"
    has "$package" "tags" grep -E '<tags>.+</tags>' "$manifest"
    assemblies=("$content"/**/[Ss]ymmetry*.dll)
    has "$package" "assembly" test ${#assemblies[@]} -gt 0
    for assembly in "${assemblies[@]}"; do
        has "$package" "symbols in $(basename "$assembly")" grep -a MPDB "$assembly"
        if grep -qa -- "$PWD" "$assembly"; then
            echo "$package: $(basename "$assembly") names the folder that it was built in"
            exit 1
        fi
    done
done
done=$((done + 1))

mkdir "$place/own"
global=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: //')
cat > "$place/own/nuget.config" << END
<configuration>
  <config><add key="globalPackagesFolder" value="$place/packages" /></config>
  <packageSources><add key="feed" value="$place/feed" /></packageSources>
  <fallbackPackageFolders><add key="restored" value="$global" /></fallbackPackageFolders>
</configuration>
END
cat > "$place/own/own.csproj" << END
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Symmetry.Engine" Version="0.1.0" />
    <PackageReference Include="Symmetry.Grains.Interfaces" Version="0.1.0" />
  </ItemGroup>
</Project>
END
sed -n '/^```csharp$/,/^```$/p' src/Engine/README.md | sed '/^```/d' > "$place/own/Brightness.cs"
cp examples/custom-feature-map/*.cs examples/custom-experiment/*.cs "$place/own/"
echo 'public static class Uses { public static Type Contract => typeof(Symmetry.Grains.ISweepGrain); }' > "$place/own/Uses.cs"
dotnet build "$place/own" --configuration Release --output "$place/built" --verbosity quiet
done=$((done + 1))

dotnet tool install Symmetry.Distributed --version 0.1.0 --tool-path "$place/tool" --configfile "$place/own/nuget.config" > /dev/null
done=$((done + 1))

cat > "$place/own.yaml" << END
replicates: 2
axes: {features: [gradient, brightness, laplacian-product]}
fixed: {epochs: 1, trainFraction: 0.1}
END
"$place/tool/symmetry" run "$place/own.yaml" --data "$place/runs" --slots 1 --quiet --extension "$place/built/own.dll" | tee "$place/table"
grep -q brightness "$place/table" && grep -q laplacian-product "$place/table"
"$place/tool/symmetry" run examples/custom-experiment/least-squares.yaml --data "$place/runs" --slots 1 --quiet --extension "$place/built/own.dll" > /dev/null
if "$place/tool/symmetry" run "$place/own.yaml" --data "$place/runs" --slots 1 --quiet 2> "$place/refused"; then
    echo "a feature map that was not loaded was run"
    exit 1
fi
cat "$place/refused"
done=$((done + 1))
