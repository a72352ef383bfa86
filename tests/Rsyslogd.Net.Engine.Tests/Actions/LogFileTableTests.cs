using System.Text;
using CsCheck;
using Rsyslogd.Net.Engine.Actions.OmFile;

namespace Rsyslogd.Net.Engine.Tests.Actions;

public class LogFileTableTests
{
    [Fact]
    public void Finding_adding_and_evicting_agree_with_a_plain_list() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[0, 9]).Array[0, 2000].Sample(steps =>
        {
            var table = new LogFileTable();
            var model = new List<string>();
            foreach (var (number, kind) in steps)
            {
                var name = $"/var/log/host-{number}/some.log";
                var bytes = Encoding.UTF8.GetBytes(name);
                var hash = table.Hash(bytes);
                var found = table.Find(bytes, hash);
                Assert.Equal(model.Contains(name), found is not null);
                if (found is null)
                {
                    table.Add(found = new LogFile([.. bytes, 0]) { Hash = hash });
                }

                table.Renew(found);
                model.Remove(name);
                model.Add(name);
                if (kind == 0)
                {
                    Assert.Equal(model[0], Encoding.UTF8.GetString(table.Oldest!.Name));
                    table.Remove(table.Oldest);
                    model.RemoveAt(0);
                }

                Assert.Equal(model.Count, table.Count);
            }
        });

    /// <summary>Around the lengths at which a word, or the key, ends.</summary>
    [Fact]
    public void Names_that_differ_in_one_bit_or_in_length_have_different_hashes()
    {
        var table = new LogFileTable();
        foreach (var length in (int[])[1, 7, 8, 9, 63, 255, 256, 257, 264, 511, 513, 4000])
        {
            var name = new byte[length];
            var hashes = new HashSet<ulong> { table.Hash(name), table.Hash(new byte[length - 1]) };
            for (var bit = 0; bit < length * 8; bit++)
            {
                name[bit / 8] ^= (byte)(1 << (bit % 8));
                hashes.Add(table.Hash(name));
                name[bit / 8] ^= (byte)(1 << (bit % 8));
            }

            Assert.Equal((length * 8) + 2, hashes.Count);
        }
    }
}
