using System.Net;
using Symmetry.Grains.Trials;

namespace Symmetry.Grains.Tests.Trials;

public sealed class TrialDirectoryTests
{
    private static readonly GrainId Trial = GrainId.Create("trial", "a/1");

    [Fact]
    public async Task First_address_stays_until_it_is_unregistered()
    {
        var (directory, first, second) = (new TrialDirectory(), Place(), Place());

        Assert.Null(await directory.Lookup(Trial));
        Assert.Equal(first, await directory.Register(first));
        Assert.Equal(first, await directory.Register(second));
        Assert.Equal(first, await directory.Lookup(Trial));

        await directory.Unregister(second);
        Assert.Equal(first, await directory.Lookup(Trial));
        await directory.Unregister(first);
        Assert.Null(await directory.Lookup(Trial));
        Assert.Equal(second, await directory.Register(second));
    }

    [Fact]
    public async Task Address_is_replaced_only_by_a_caller_that_knows_it()
    {
        var (directory, first, second) = (new TrialDirectory(), Place(), Place());
        await directory.Register(first);

        Assert.Equal(first, await directory.Register(second, Place()));
        Assert.Equal(second, await directory.Register(second, first));
        Assert.Equal(second, await directory.Lookup(Trial));
    }

    private static GrainAddress Place() => new()
    {
        GrainId = Trial,
        ActivationId = ActivationId.NewId(),
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 11111, 1),
    };
}
